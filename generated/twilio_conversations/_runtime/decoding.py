"""From bytes to plain JSON data, within limits that keep hostile input harmless.

Accepted is JSON as RFC 8259 has it: UTF-8, no NaN or Infinity, no lone surrogates; a byte order mark at the
beginning is passed over, as §8.1 allows. Of duplicate names the last wins. Arrays and objects nest at most 200
deep, a number has at most 1,000 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from typing import Any, Final

import msgspec

from .drift import DecodeFailure

MAX_DEPTH: Final = 200
MAX_NUMBER: Final = 1_000

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_FLOATS: Final = msgspec.json.Decoder()
_DECIMALS: Final = msgspec.json.Decoder(float_hook=Decimal)

_NUMBER: Final = b"0123456789+-.eE"
_MARKED: Final = bytes(ord("1") if byte in _NUMBER else ord("0") for byte in range(256))
_TEN_MARKS: Final = b"1" * 10
_POSITION: Final = re.compile(r" \(byte (\d+)\)")
_SQUARE: Final = bytes.maketrans(b"{}", b"[]")
_STEPS: Final = bytes.maketrans(b"[]", b"\x01\xff")  # 1 and, as a signed byte, -1
_USUAL_DEPTH: Final = 20
_NOT_BRACKETS: Final = bytes(byte for byte in range(256) if byte not in b"[]{}")
_NOT_MARKS: Final = bytes(byte for byte in _NOT_BRACKETS if byte not in b'"')


def parse(data: bytes, decimals: bool = False) -> Any:
    """The plain data of a JSON text; with `decimals`, numbers with a fraction or exponent become `Decimal`.

    Raises `DecodeFailure`, and nothing else.
    """
    data = data.removeprefix(BYTE_ORDER_MARK)
    try:
        value = (_DECIMALS if decimals else _FLOATS).decode(data)
    except RecursionError:
        raise _too_deep() from None
    except (msgspec.DecodeError, ValueError) as error:
        raise _failure(data, error) from None
    check_nesting(data)
    check_numbers(data)
    return value


def check_nesting(data: bytes) -> None:
    """Refuses a JSON text, known to be well-formed, that nests too deep."""
    if _is_too_deep(data):
        raise _too_deep()


def check_numbers(data: bytes) -> None:
    """Refuses a JSON text, known to be well-formed, that holds too long a number."""
    size = len(data)
    if size <= MAX_NUMBER or (size <= 2 * MAX_NUMBER and data[MAX_NUMBER] not in _NUMBER):
        return  # a number that long would cover that place
    # It covers ten of these places, one after the other, so most texts cost a look at a byte in a hundred.
    if _TEN_MARKS not in data[:: MAX_NUMBER // 10].translate(_MARKED):
        return
    if _has_long_number(data) and _has_long_number(_outside_strings(data)):
        raise DecodeFailure(f"a number of more than {MAX_NUMBER:,} characters")


def _has_long_number(data: bytes) -> bool:
    """Whether more bytes of numbers than are allowed stand side by side, be it in a string."""
    start = 0
    while start < len(data) - MAX_NUMBER:
        others = len(data[start : start + MAX_NUMBER + 1].rstrip(_NUMBER))
        if not others:
            return True
        start += others
    return False


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
    for _ in range(_USUAL_DEPTH):
        if not brackets:
            return False
        brackets = brackets.replace(b"[]", b"")  # the innermost level
    # What hardly any text has left is counted bracket by bracket, in time linear in the text.
    steps = memoryview(brackets.translate(_STEPS)).cast("b")
    return max(accumulate(steps), default=0) > MAX_DEPTH - _USUAL_DEPTH


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
