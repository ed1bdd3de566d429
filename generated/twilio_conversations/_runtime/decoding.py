"""From bytes to plain JSON data, within limits that keep hostile input harmless.

Accepted is JSON as RFC 8259 has it: UTF-8, no byte order mark, no NaN or Infinity, no lone surrogates. Of
duplicate names the last wins. Arrays and objects nest at most 200 deep, a number has at most 1,000
characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import msgspec

from .drift import DecodeFailure

MAX_DEPTH: Final = 200
MAX_NUMBER: Final = 1_000

_FLOATS: Final = msgspec.json.Decoder()
_DECIMALS: Final = msgspec.json.Decoder(float_hook=Decimal)

_NUMBER: Final = b"0123456789+-.eE"
_POSITION: Final = re.compile(r" \(byte (\d+)\)")
_LONG_NUMBER: Final = re.compile(rb"[0-9+\-.eE]{%d}" % (MAX_NUMBER + 1))
_SQUARE: Final = bytes.maketrans(b"{}", b"[]")
_NOT_BRACKETS: Final = bytes(byte for byte in range(256) if byte not in b"[]{}")
_NOT_MARKS: Final = bytes(byte for byte in _NOT_BRACKETS if byte not in b'"')


def parse(data: bytes, decimals: bool = False) -> Any:
    """The plain data of a JSON text; with `decimals`, numbers with a fraction or exponent become `Decimal`.

    Raises `DecodeFailure`, and nothing else.
    """
    try:
        value = (_DECIMALS if decimals else _FLOATS).decode(data)
    except RecursionError:
        raise _too_deep() from None
    except (msgspec.DecodeError, ValueError) as error:
        raise _failure(data, error) from None
    check_limits(data)
    return value


def check_limits(data: bytes) -> None:
    """Refuses a JSON text, known to be well-formed, that nests too deep or holds too long a number."""
    if _is_too_deep(data):
        raise _too_deep()
    check_numbers(data)


def check_numbers(data: bytes) -> None:
    """Refuses a JSON text, known to be well-formed, that holds too long a number."""
    # A number that long covers one of these positions, so a long text costs a look at a byte in a thousand.
    sample = data[MAX_NUMBER :: MAX_NUMBER + 1]
    if len(sample.translate(None, _NUMBER)) == len(sample):
        return
    for index, byte in enumerate(sample):
        if byte in _NUMBER and _is_in_number(data, MAX_NUMBER + index * (MAX_NUMBER + 1)):
            if _LONG_NUMBER.search(_outside_strings(data)):
                raise DecodeFailure(f"a number of more than {MAX_NUMBER:,} characters")
            return


def _is_in_number(data: bytes, position: int) -> bool:
    """Whether so many bytes of a number stand on one side of the position that it may be a long one."""
    before, after = data[position - 40 : position], data[position : position + 40]
    return not before.translate(None, _NUMBER) or not after.translate(None, _NUMBER)


def _outside_strings(data: bytes) -> bytes:
    """The JSON text with its strings taken out."""
    return b'""'.join(_unescaped(data).split(b'"')[::2])


def _unescaped(data: bytes) -> bytes:
    """The JSON text without escaped quotes, so that every quote begins or ends a string."""
    return data.replace(b"\\\\", b"").replace(b'\\"', b"") if b"\\" in data else data


def _is_too_deep(data: bytes) -> bool:
    if len(data) <= 2 * MAX_DEPTH:
        return False
    if len(data) < 4_000 and len(data.translate(None, _NOT_BRACKETS)) <= 2 * MAX_DEPTH:
        return False  # the usual case, in one step
    brackets = _brackets(data)
    for _ in range(MAX_DEPTH):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"")  # the innermost level
    return bool(brackets)


def _brackets(data: bytes) -> bytes:
    """The brackets of a JSON text, those in strings left out, all of them square."""
    marks = _unescaped(data).translate(_SQUARE, _NOT_MARKS)
    # Two quotes that meet are a string without brackets, as nearly all are; without them the rest alternates still.
    return b"".join(marks.replace(b'""', b"").split(b'"')[::2])


def check_depth(data: Any) -> None:
    """Refuses plain data that nests too deep, or without end."""
    open_parts: list[Iterator[Any]] = [iter((data,))]
    while open_parts:
        for part in open_parts[-1]:
            if type(part) is dict or type(part) is list:
                if len(open_parts) > MAX_DEPTH:
                    raise _too_deep()
                open_parts.append(iter(part.values() if type(part) is dict else part))
                break
        else:
            open_parts.pop()


def _too_deep() -> DecodeFailure:
    return DecodeFailure(f"arrays and objects nested more than {MAX_DEPTH} deep")


def _failure(data: bytes, error: Exception) -> DecodeFailure:
    if not data:
        return DecodeFailure("no JSON: the text is empty", 0)
    if data.startswith(b"\xef\xbb\xbf"):
        return DecodeFailure("not JSON: the text starts with a byte order mark", 0)
    try:
        bytes(data).decode()
    except UnicodeDecodeError as fault:
        return DecodeFailure("not JSON: invalid UTF-8", fault.start)
    text = str(error)
    if "truncated" in text:
        return DecodeFailure("not JSON: the text ends too early", len(data))
    if "out of range" in text:
        return DecodeFailure("a number is out of range")
    found = _POSITION.search(text)
    message = _POSITION.sub("", text).removeprefix("JSON is malformed: ")
    return DecodeFailure(f"not JSON: {message}", int(found.group(1)) if found else None)
