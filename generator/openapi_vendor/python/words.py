"""Words of identifiers: from any text of a document to ASCII words, and from words to a Python casing.

This is one of the few places that open a `Text`. What leaves it matches `[A-Za-z0-9_]*`, so no text of a
document reaches source through a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from openapi_vendor.text import Text

_MIXED_CASE = re.compile(r"OAuth|GitHub|GitLab|GraphQL|OpenAI|OpenAPI|OpenID|YouTube|PayPal|IPv(?=[46])|iOS|macOS")
"""Spelled with capitals inside, yet one word."""

_WORD = re.compile(r"(?<=_)u[0-9a-f]{2,6}(?=_)|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+")

_SYMBOLS = {
    "+": "plus", "-": "minus", "*": "star", "/": "slash", "%": "percent", "=": "equal", "<": "less", ">": "greater",
    "!": "not", "?": "question", "&": "and", "|": "or", "~": "tilde", "^": "caret", "@": "at", "#": "hash",
    "$": "dollar", ".": "dot", ",": "comma", ":": "colon", ";": "semicolon", "_": "underscore", " ": "space",
    "'": "quote", '"': "quote", "(": "open", ")": "close", "[": "open", "]": "close", "{": "open", "}": "close",
    "\\": "backslash", "`": "backtick",
}  # fmt: skip
_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
     "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ı": "i"}
)  # fmt: skip
"""Latin letters that Unicode does not take apart."""

_SLOT = re.compile(r"\{([^{}]*)\}")
_SIGNED = re.compile(r"^([+-])(?=[0-9.])")

_MAX_WORDS_LENGTH = 60
_MAX_MODULE_LENGTH = 60


def _split(raw: str) -> tuple[str, ...]:
    text = _ascii(raw)
    text = _SIGNED.sub(lambda match: f"{_SYMBOLS[match.group(1)]} ", text)
    text = _MIXED_CASE.sub(lambda match: f"_{match.group().capitalize()}", text)
    words = tuple(_WORD.findall(text))
    if not words:
        words = tuple(_SYMBOLS[character] for character in text if character in _SYMBOLS)[:6]
    return words


def _ascii(raw: str) -> str:
    """ASCII letters where the text has a decomposition (`é`, `ﬁ`), `u540d` code points elsewhere."""
    if raw.isascii():
        return raw
    parts: list[str] = []
    for character in unicodedata.normalize("NFKD", raw[:200].translate(_LETTERS)):
        if character.isascii():
            parts.append(character)
        elif unicodedata.combining(character) or character in "\u200b\u200c\u200d\ufe0f\ufeff":
            continue
        else:
            parts.append(f"_u{ord(character):x}_")
    return "".join(parts)


def words(text: Text | str) -> tuple[str, ...]:
    """The ASCII words of a name, in their own case: `("user", "SID")` of `user-SID`. Empty for an empty name."""
    return _words(text.raw if isinstance(text, Text) else text)


@lru_cache(maxsize=100_000)
def _words(raw: str) -> tuple[str, ...]:
    kept: list[str] = []
    length = 0
    for word in _split(raw):
        length += len(word) + 1
        if kept and length > _MAX_WORDS_LENGTH:
            break
        kept.append(word[:_MAX_WORDS_LENGTH])
    return tuple(kept)


def path_words(template: Text) -> tuple[str, ...]:
    """The words of a path template: `("users", "by", "id")` of `/users/{id}`."""
    found: list[str] = []
    for index, part in enumerate(_SLOT.split(template.raw)):
        found += ("by", *words(part)) if index % 2 else words(part)
    return tuple(found)


@lru_cache(maxsize=100_000)
def snake(parts: tuple[str, ...]) -> str:
    """`friendly_name`. A leading digit gets an underscore's worth of a word: `n404`."""
    name = "_".join(part.lower() for part in parts)
    return f"n{name}" if name[:1].isdigit() else name


def pascal(parts: tuple[str, ...]) -> str:
    """`FriendlyName`. Acronyms stay (`HTTPError`) where the rest shows that capitals mean something."""
    mixed = any(part[1:].islower() for part in parts) or (len(parts) == 1 and len(parts[0]) <= 5)
    name = "".join(
        part if mixed and part.isupper() and len(part) > 1 else part[:1].upper() + part[1:].lower() for part in parts
    )
    return f"N{name}" if name[:1].isdigit() else name


def module_name(name: str) -> str:
    """A name in snake case, shortened from the middle where a file's name would be too long for some systems."""
    parts = name.split("_")
    while len(parts) > 2 and len("_".join(parts)) > _MAX_MODULE_LENGTH:
        del parts[len(parts) // 2]
    return "_".join(parts)[:_MAX_MODULE_LENGTH].rstrip("_")


def upper(parts: tuple[str, ...]) -> str:
    """`FRIENDLY_NAME`."""
    return snake(parts).upper()
