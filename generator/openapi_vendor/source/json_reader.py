"""JSON text to plain data, at the speed of the standard library's scanner.

The scanner decides; only when it refuses, or when a hook saw something odd, does a slower pass over the
tokens find out where.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from openapi_vendor.config import Limits
from openapi_vendor.diagnostics import Pointer
from openapi_vendor.source.reading import MAX_DIGITS, Content, Unreadable, fraction, size, too_long, too_many

_TOKEN = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<constant>-?Infinity|NaN)'
    r"|(?P<number>-?[0-9][-+.0-9eE]*)",
    re.DOTALL,
)
_LONG_RUN = re.compile(f"[0-9]{{{MAX_DIGITS + 1}}}")
_HINTS = {
    "Invalid control character": "Write a line end in a string as \\n and a tab as \\t; or a quote is missing.",
    "Invalid \\escape": "Write a backslash in a string as \\\\.",
    "Expecting property name": "Names stand in double quotes, and none follows a last comma.",
    "Extra data": "The value is complete before here: a bracket too many, or two documents in one file.",
}
"""What the messages of `json` most often come from."""


class _Constant(Exception):
    """The scanner met NaN or an Infinity."""


def read_json(text: str, limits: Limits) -> Content:
    """Plain data of a JSON text (RFC 8259). A lone surrogate (`\\ud800`) is kept as it is.

    A member that stands more than once: the last one counts, and its pointer is reported. Raises
    Unreadable for anything that is not JSON (NaN and Infinity included) and for broken limits.
    """
    _check_numbers(text)
    repeated: list[tuple[dict[str, Any], list[str]]] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.append((result, [key for key, count in counts.items() if count > 1]))
        return result

    try:
        data = json.loads(text, object_pairs_hook=members, parse_float=fraction, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg[:1].lower()}{error.msg[1:].removesuffix(' at')}"
        hint = next((hint for start, hint in _HINTS.items() if error.msg.startswith(start)), "")
        raise Unreadable("syntax", message, error.pos, hint, is_syntax=True) from None
    except RecursionError:
        raise _too_deep(text, limits) from None
    except _Constant:
        raise Unreadable(
            "not-a-number",
            "NaN and Infinity are not JSON",
            _find_constant(text),
            "Leave the value out, or write null.",
        ) from None
    except Unreadable as error:  # from `fraction`, which cannot know where it was called
        error.offset = _find_long_number(text)
        raise
    values, height = size(data)
    if height > limits.max_depth:
        raise _too_deep(text, limits)
    if values > limits.max_nodes:
        raise too_many(limits.max_nodes, None)
    return Content(data, list(_duplicates(data, repeated)))


def _refuse(_name: str) -> NoReturn:
    raise _Constant


def _check_numbers(text: str) -> None:
    """Refuse numbers that are too long before the scanner spends quadratic time on them.

    A longer run of digits covers a multiple of the limit, so looking at those characters is enough.
    """
    for index in range(0, len(text), MAX_DIGITS):
        if text[index] in "0123456789" and _LONG_RUN.search(text, max(0, index - MAX_DIGITS), index + MAX_DIGITS + 1):
            offset = _find_long_number(text)  # None: the digits stand in a string
            if offset is not None:
                raise too_long(offset)
            return


def _find_long_number(text: str) -> int | None:
    for match in _TOKEN.finditer(text):
        number = match["number"]
        if number is not None and len(number) > 4:
            try:
                if len(number) > MAX_DIGITS:
                    return match.start()
                fraction(number)
            except Unreadable:
                return match.start()
            except ValueError:
                continue
    return None


def _find_constant(text: str) -> int | None:
    return next((match.start() for match in _TOKEN.finditer(text) if match["constant"]), None)


def _too_deep(text: str, limits: Limits) -> Unreadable:
    depth = 0
    offset = None
    for match in _TOKEN.finditer(text):
        if match["open"]:
            depth += 1
            if depth > limits.max_depth:
                offset = match.start()
                break
        elif match["close"]:
            depth -= 1
    return Unreadable(
        "too-deep",
        f"objects and arrays are nested more than {limits.max_depth} deep",
        offset,
        "Move inner parts into components, or raise the limit `max_depth`.",
    )


def _duplicates(data: Any, repeated: list[tuple[dict[str, Any], list[str]]]) -> Iterator[Pointer]:
    """The pointers of members that stand more than once, in document order."""
    if not repeated:
        return
    keys_of = {id(container): keys for container, keys in repeated}
    pending: list[tuple[Pointer, Any]] = [((), data)]
    while pending:
        pointer, value = pending.pop()
        if type(value) is dict:
            for key in keys_of.get(id(value), ()):
                yield (*pointer, key)
            pending.extend(((*pointer, key), member) for key, member in reversed(value.items()))
        elif type(value) is list:
            pending.extend(((*pointer, index), value[index]) for index in reversed(range(len(value))))
