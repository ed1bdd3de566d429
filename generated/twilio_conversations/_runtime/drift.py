"""What is reported about data: drift of what was received, problems of what would be sent, and failures.

Places are JSON Pointers (RFC 6901): `""` is the whole document, `/pets/0/name` a place inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

import msgspec

from .secrets import type_name

Path = tuple[str | int, ...]
"""The member names and indices that lead to a place, outermost first."""

MAX_RECORDED: Final = 100
"""So many deviations are recorded one by one; one more says how many were left out."""

HIDDEN: Final = "a hidden value"
"""What is told of a secret."""

_MAX_FOUND: Final = 60
_MAX_POINTER: Final = 4_000


class Found(str):
    """What was found at a place, in words that may quote the value; `kind` gives its type and length only.

    `is_new`: it is what an API adds in time, a field or a value of an enum.
    """

    __slots__ = ("is_new", "kind")

    kind: str
    is_new: bool

    def __new__(cls, words: str, kind: str, is_new: bool = False) -> Found:
        found = super().__new__(cls, words)
        found.kind = kind
        found.is_new = is_new
        return found

    def __getnewargs__(self) -> tuple[str, str, bool]:  # type: ignore[override]
        return str(self), self.kind, self.is_new


class Drift(msgspec.Struct, frozen=True):
    """One place where received data deviates from the API's document; the data is kept as it came.

    `pointer` is a JSON Pointer; `expected` and `found` are words for people, `found` at most 60 characters. `found`
    quotes the value; the text of a drift, and so every log, has its type and length instead.
    """

    pointer: str
    expected: str
    found: str

    @property
    def is_addition(self) -> bool:
        """Whether the API has added something: a field, or a value of an enum. Everything else is a breach."""
        return isinstance(self.found, Found) and self.found.is_new

    def __str__(self) -> str:
        return self.shown(str)

    def shown(self, redacted: Callable[[str], str]) -> str:
        """The text, `redacted`: a server may send back what it was sent, as a field's name or a media type too."""
        return _sentence(redacted(self.pointer), self.expected, redacted(without_value(self.found)))

    def __repr__(self) -> str:
        return _record(self, ("pointer", "expected"), self.found)


class Problem(msgspec.Struct, frozen=True):
    """One reason why a value must not be sent: it breaks a constraint that the API's document states.

    `pointer` is a JSON Pointer into the JSON that would be sent; `expected` and `found` are words for people,
    `found` at most 60 characters, and without the value where the document says that it is a secret. `found` quotes
    the value; the text of a problem, and so every error and log, has its type and length instead.
    `place` is the part of a request that the pointer begins at: `body`, or `query parameter 'limit'`.
    """

    pointer: str
    expected: str
    found: str
    place: str = ""

    def __str__(self) -> str:
        return _sentence(self.pointer, self.expected, self.found)

    def __repr__(self) -> str:
        return _record(self, ("place", "pointer", "expected"), self.found)


class DecodeFailure(Exception):
    """The received bytes are not usable JSON at all (RFC 8259), or exceed a safety limit.

    `position` is the byte offset of the fault, None where it is not known.
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message, position)
        self.message = message
        self.position = position

    def __str__(self) -> str:
        return self.message if self.position is None else f"{self.message} (byte {self.position})"


class EncodeFailure(ValueError):
    """A value that JSON cannot hold: a NaN, a lone surrogate, an object of a foreign class, a circle.

    `pointer` is a JSON Pointer to it.
    """

    def __init__(self, expected: str, found: str, path: Path = ()) -> None:
        super().__init__(expected, without_value(found), path)
        self.path = path
        self.pointer = to_pointer(path)
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        return _sentence(self.pointer, self.expected, self.found)


def without_value(found: str) -> str:
    """What was found, as a text may tell it: of a value its type and length."""
    return found.kind if isinstance(found, Found) else found


def _sentence(pointer: str, expected: str, found: str) -> str:
    place = f"{pointer}: " if pointer else ""
    return f"{place}expected {expected}, found {without_value(found)}"


def _record(record: Drift | Problem, names: tuple[str, ...], found: str) -> str:
    shown = ", ".join(f"{name}={getattr(record, name)!r}" for name in names)
    return f"{type(record).__name__}({shown}, found=<{without_value(found)}>)"


def to_pointer(path: Iterable[str | int]) -> str:
    """The JSON Pointer of a path. One of more than 4,000 characters is cut, which a final `…` shows."""
    pointer = "".join(f"/{part}" if type(part) is int else "/" + _escape(str(part)) for part in path)
    return pointer if len(pointer) <= _MAX_POINTER else pointer[: _MAX_POINTER - 1] + "…"


def _escape(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def shorten(text: str, limit: int = _MAX_FOUND) -> str:
    """`text`, cut to `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def describe(value: Any, *, is_new: bool = False) -> Found:
    """A value in words, at most 60 characters. What stands inside objects and arrays is not shown."""
    return Found(_quoted(value), _kind(value), is_new)


def _kind(value: Any) -> str:
    """The type of a value, and its length if it has one."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if value is msgspec.UNSET:
        return "nothing"
    if isinstance(value, str):
        return f"a string of length {len(value)}"
    if isinstance(value, int):
        return "an integer"
    if isinstance(value, float | Decimal):
        return "a number"
    if isinstance(value, dict):
        return f"an object of length {len(value)}" if value else "an empty object"
    return _quoted(value)  # which tells no more of it


def _quoted(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is msgspec.UNSET:
        return "nothing"
    if isinstance(value, str):
        text = str(value)
        # The cut is made before `repr`: a value can be megabytes long.
        return shorten(repr(text[:_MAX_FOUND]) if len(text) <= _MAX_FOUND else repr(text[:_MAX_FOUND])[:-1] + "…")
    if isinstance(value, int):
        # Python refuses to write integers of more than 4,300 digits.
        return shorten(str(value)) if value.bit_length() < 1_000 else f"an integer of {value.bit_length()} bits"
    if isinstance(value, float | Decimal):
        return shorten(str(value))
    if isinstance(value, dict):
        return _describe_object(value)
    if isinstance(value, list | tuple | set | frozenset):
        return f"an array of {len(value)}"
    # A model of another package may have the name of the one that is expected.
    name = type_name(value) if isinstance(value, msgspec.Struct) else type(value).__name__
    return shorten(f"a value of type {name}")


def _describe_object(value: dict[Any, Any]) -> str:
    if not value:
        return "an empty object"
    names: list[str] = []
    for name in value:
        names.append(repr(str(name)[:_MAX_FOUND]))
        if len(names) == 4:
            break
    more = ", …" if len(value) > len(names) else ""
    return shorten(f"an object with {', '.join(names)}{more}")
