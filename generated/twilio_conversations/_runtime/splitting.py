"""Streams cut into lines, records and Server-Sent Events. Bytes go in as they come; nothing here reads or waits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

_ANY_END: Final = re.compile(rb"\r\n|\n|\r")
_DEFAULT_EVENT: Final = "message"


class TooLong(Exception):
    """One line or record is longer than the limit."""


class Pieces:
    """Cuts a stream at a separator: `b"\\n"`, or another byte. What is left at the end is a piece too."""

    def __init__(self, limit: int, separator: bytes = b"\n") -> None:
        self._limit = limit
        self._separator = separator
        self._held: list[bytes] = []
        self._size = 0

    def feed(self, data: bytes) -> list[bytes]:
        """What is complete now. Raises `TooLong`."""
        first, *rest = self._cut(data)
        if self._size + len(first) > self._limit:
            raise TooLong
        if not rest:
            self._held.append(first)
            self._size += len(first)
            return []
        whole = [b"".join([*self._held, first]), *rest[:-1]]
        self._held, self._size = [rest[-1]], len(rest[-1])
        return whole

    def end(self) -> list[bytes]:
        """What is left, if anything is."""
        left = b"".join(self._held)
        self._held, self._size = [], 0
        return [left] if left else []

    def _cut(self, data: bytes) -> list[bytes]:
        return data.split(self._separator)


class Lines(Pieces):
    """Cuts a stream after CR, LF and CRLF, wherever the stream's own pieces end."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._after_cr = False

    def _cut(self, data: bytes) -> list[bytes]:
        if not data:
            return [data]
        if self._after_cr and data[:1] == b"\n":
            data = data[1:]
            self._after_cr = False
            if not data:
                return [data]
        self._after_cr = data[-1:] == b"\r"
        return _ANY_END.split(data)


class RawEvent(msgspec.Struct, frozen=True):
    """An event as it came: its data as text, its type, and the id of the last event that had one."""

    data: str
    event: str
    id: str


class Events:
    """Server-Sent Events (WHATWG HTML §9.2.6) out of a stream.

    `last_id` is what `Last-Event-ID` says when the stream is opened again, `retry` how many seconds the server wants
    to pass before.
    """

    def __init__(self, limit: int) -> None:
        self.last_id = ""
        self.retry: float | None = None
        self._limit = limit
        self.restart()

    def restart(self) -> None:
        """Begin another stream: an event that the last one broke off is dropped."""
        self._lines = Lines(self._limit)
        self._is_first = True
        self._id = self.last_id
        self._clear()

    def _clear(self) -> None:
        self._data: list[str] = []
        self._size = 0
        self._event = ""

    def feed(self, data: bytes) -> Iterator[RawEvent]:
        """The events that are complete now. Raises `TooLong`."""
        for line in self._lines.feed(data):
            if self._is_first:
                self._is_first = False
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line:
                self._field(line.decode("utf-8", "replace"))
                continue
            self.last_id = self._id
            if self._data:
                yield RawEvent("\n".join(self._data), self._event or _DEFAULT_EVENT, self.last_id)
            self._clear()

    def _field(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._size += len(value)
                if self._size > self._limit:
                    raise TooLong
                self._data.append(value)
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdecimal():
                self.retry = int(value[:12]) / 1000
            case _:
                pass  # a comment, or a field that nobody knows
