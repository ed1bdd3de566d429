'''The docstring encoder: the other way in which text of a document becomes source.

`docstring()` takes finished paragraphs and returns a string literal whose value, read back by Python and
cleaned of its indentation, is the text. Text may hold anything: quotes, backslashes, control and bidi
characters, `"""`; only printable ASCII and plain letters of other scripts stand as they are.
'''

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from openapi_vendor.formatting import LINE_LENGTH
from openapi_vendor.text import Text

_FENCE = re.compile(r"^\s*(```|~~~)")
_LIST_ITEM = re.compile(r"^(\s*)([-*+]|\d{1,3}[.)])\s+")
_FIXED = ("    ", "|", "#")
_GOES_ON = re.compile(r"[a-z(`\"'][^|]*$")
_LONG_LINE = 50
"""A line of so many characters whose next begins in the middle of a sentence was broken to fit some page."""
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES: dict[int, str] = dict.fromkeys((0xA0, 0x2007, 0x202F), " ")
_UNICODE = unicodedata.ucd_3_2_0  # the same on every Python, so that the output is
_REMEMBERED = 4096
"""How many texts are kept with what came of them: documents say most things many times."""

_UNSAFE = re.compile(r"[^\x20-\x7e\n]")


def plain(text: Text | str | None) -> str:
    """The words of a text, with line ends made uniform, tabs expanded and outer blank lines gone."""
    if text is None:
        return ""
    return _plain(text.raw if isinstance(text, Text) else text)


@lru_cache(_REMEMBERED)
def _plain(raw: str) -> str:
    if "\n" not in raw and not _LINE_END.search(raw):
        return (raw if raw.isascii() else raw.translate(_SPACES)).expandtabs(4).rstrip().lstrip(" ")
    lines = [line.expandtabs(4).rstrip() for line in _LINE_END.split(raw.translate(_SPACES))]
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return textwrap.dedent("\n".join(lines))


def one_line(text: Text | str | None) -> str:
    """The words of a text on one line."""
    return " ".join(plain(text).split())


@lru_cache(_REMEMBERED)
def wrap(text: str, width: int) -> str:
    """Fill lines of CommonMark where that changes nothing: not in code, tables, headings or reference lines."""
    if len(text) <= width and "\n" not in text:
        return text
    wrapped: list[str] = []
    fenced = False
    for line in _unbroken(text.split("\n")):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and len(line) > width and not line.startswith(_FIXED):
            item = _LIST_ITEM.match(line)
            hanging = " " * (len(item.group()) if item else len(line) - len(line.lstrip()))
            wrapped += _wrapper(width, hanging).wrap(line)
            continue
        wrapped.append(line)
    return "\n".join(wrapped)


@lru_cache
def _wrapper(width: int, hanging: str) -> textwrap.TextWrapper:
    return textwrap.TextWrapper(width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)


def _unbroken(lines: list[str]) -> Iterator[str]:
    """The lines, with sentences that were broken in the middle on one line again."""
    fenced = False
    held = ""
    for line in lines:
        fenced = fenced is not bool(_FENCE.match(line))
        if held and not fenced and _GOES_ON.match(line):
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = ""
        if len(line) >= _LONG_LINE and not fenced and not line.startswith(_FIXED):
            held = line
        else:
            yield line
    if held:
        yield held


def docstring(paragraphs: Iterable[str], *, indent: int) -> str:
    """A docstring literal for a body at level `indent`; empty when there is nothing to say.

    Paragraphs are finished texts (see `plain`), joined by blank lines.
    """
    text = "\n\n".join(filter(None, map(str.rstrip, paragraphs))).lstrip()
    return _docstring(text, indent) if text else ""


@lru_cache(_REMEMBERED)
def _docstring(text: str, indent: int) -> str:
    width = LINE_LENGTH - 4 * indent
    margin = "    " * indent
    lines = _escaped(wrap(text, width - 3 if "\n" in text else width - 6)).split("\n")
    if len(lines) == 1:
        gap = " " * lines[0].endswith('"')  # black keeps quotes apart, even an escaped one
        return f'"""{lines[0]}{gap}"""'
    lines[1:] = textwrap.dedent("\n".join(lines[1:])).split("\n")  # as Python and black read a docstring
    body = "\n".join(f"{margin}{line}" if line else "" for line in lines)
    return f'"""{body[len(margin) :]}\n{margin}"""'


def _escaped(text: str) -> str:
    """Source of a text between triple quotes: no character that means anything to Python or to an editor."""
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if text.startswith('"'):
        text = f"\\{text}"
    before = text[:-1]
    if text.endswith('"') and (len(before) - len(before.rstrip("\\"))) % 2 == 0:  # not escaped yet
        text = f'{text[:-1]}\\"'
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if "\ud800" <= character <= "\udfff":
        return f"\\{ascii(character)[1:-1]}"  # its code in words: no docstring may hold half a character
    if _UNICODE.category(character)[0] in "LMNPS":
        return character
    return ascii(character)[1:-1]
