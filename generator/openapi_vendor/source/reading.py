"""Bytes to text, and what the JSON and the YAML reader share: their result, their failure, their numbers."""

from __future__ import annotations

import codecs
import re
from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from openapi_vendor.diagnostics import Pointer

MAX_DIGITS = 1_000
"""A number is refused beyond this many digits, written out or through its exponent."""

_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EXACT_AS_FLOAT = 16  # characters: a sign or point and 15 digits always survive the way through float
_NUMBER = re.compile(r"[-+]?(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?:[eE](?P<exponent>[-+]?[0-9]+))?")


class Unreadable(Exception):
    """The text cannot be used. `offset` is the character where, None for the text as a whole.

    `is_syntax` tells a text that is not of the format at all from one that breaks a limit of ours.
    """

    def __init__(self, code: str, message: str, offset: int | None, hint: str = "", is_syntax: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.offset = offset
        self.hint = hint
        self.is_syntax = is_syntax


class Content(Struct):
    """What a reader found: plain data, and the pointers of members that stand more than once.

    `text` is the text that was read, where that is not the file's own: the same places in it are the same things.
    """

    data: Any
    duplicates: list[Pointer] = field(default_factory=list)
    text: str = ""


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 or UTF-32 by its byte order mark or by its first bytes.

    RFC 8259 and YAML 1.2 (5.2): a text starts with an ASCII character, so zero bytes tell the encoding.
    Raises Unreadable with the offset of the first bad byte's character.
    """
    encoding = "utf-8"
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            encoding, content = name, content[len(mark) :]
            break
    else:
        zeros = tuple(byte == 0 for byte in content[:4])
        if zeros == (True, True, True, False):
            encoding = "utf-32-be"
        elif zeros == (False, True, True, True):
            encoding = "utf-32-le"
        elif zeros[:2] == (True, False):
            encoding = "utf-16-be"
        elif zeros[:2] == (False, True):
            encoding = "utf-16-le"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        raise Unreadable(
            "encoding",
            f"byte {error.start} is not {encoding.upper()}: {error.reason}",
            len(before),
            "Save the file as UTF-8.",
        ) from None


def too_long(offset: int | None) -> Unreadable:
    return Unreadable("number-too-long", f"a number of more than {MAX_DIGITS:,} digits", offset)


def too_many(limit: int, offset: int | None, hint: str = "Move parts of it into files of their own") -> Unreadable:
    """More values than `limits.max_nodes`; `hint` says what to do but to raise the limit."""
    message = f"more than {limit:,} values"
    return Unreadable("too-large", message, offset, f"{hint}, or raise the limit `max_nodes`.")


def whole(text: str) -> int:
    """A whole number in decimal digits. Raises Unreadable (without offset) where it is too long."""
    if len(text) > MAX_DIGITS and len(text.lstrip("+-")) > MAX_DIGITS:
        raise too_long(None)
    return int(text)


def fraction(text: str) -> float | Decimal:
    """A number with a point or an exponent: `float` where that keeps its value, else `Decimal`.

    The value is kept where the shortest text of the float stands for the same number. Raises Unreadable
    (without offset) where the number written out would be too long.
    """
    if len(text) <= _EXACT_AS_FLOAT and "e" not in text and "E" not in text:
        return float(text)
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    exponent = match["exponent"] or "0"
    digits = len(match["whole"]) + len(match["part"] or "")
    if digits > MAX_DIGITS or len(exponent.lstrip("+-0")) > 4 or abs(int(exponent)) + digits > MAX_DIGITS:
        raise too_long(None)
    exact, near = Decimal(text), float(text)
    return near if Decimal(repr(near)) == exact else exact


def size(data: Any) -> tuple[int, int]:
    """How many values there are in a value, itself included, and how deep its objects and arrays are nested: 0 for a
    scalar, 1 for a flat one. Not recursive."""
    values, levels = 1, 0
    level = [data] if type(data) in (dict, list) else []
    while level:
        levels += 1
        values += sum(map(len, level))
        level = [
            value
            for container in level
            for value in (container.values() if type(container) is dict else container)
            if type(value) is dict or type(value) is list
        ]
    return values, levels
