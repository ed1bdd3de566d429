"""Streams cut into lines, records and Server-Sent Events. Bytes go in as they come; nothing here reads or waits."""

from __future__ import annotations

import codecs
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
    """Cuts a stream after CR, LF and CRLF, wherever the stream's own pieces end. The lines are in UTF-8.

    In other charsets (`charset`) an end of line is no byte of its own, so they are decoded before.
    """

    def __init__(self, limit: int, charset: str = "utf-8") -> None:
        super().__init__(limit)
        self._after_cr = False
        is_utf_8 = codecs.lookup(charset).name == "utf-8"
        self._decoder = None if is_utf_8 else codecs.getincrementaldecoder(charset)("replace")

    def feed(self, data: bytes) -> list[bytes]:
        return super().feed(data if self._decoder is None else self._decoder.decode(data).encode("utf-8", "replace"))

    def end(self) -> list[bytes]:
        rest = b"" if self._decoder is None else self._decoder.decode(b"", final=True).encode("utf-8", "replace")
        return [*super().feed(rest), *super().end()]

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
        self._data = bytearray()
        """The lines of data, an end of line after each."""
        self._event = ""

    def feed(self, data: bytes) -> Iterator[RawEvent]:
        """The events that are complete now. Raises `TooLong`."""
        for line in self._lines.feed(data):
            if self._is_first:
                self._is_first = False
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line:
                self._field(line)
                continue
            self.last_id = self._id
            if self._data:
                data_text = self._data[:-1].decode("utf-8", "replace")
                yield RawEvent(data_text, self._event or _DEFAULT_EVENT, self.last_id)
            self._clear()

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        match name:
            case b"data":
                self._data += value + b"\n"
                if len(self._data) - 1 > self._limit:
                    raise TooLong
            case b"event":
                self._event = value.decode("utf-8", "replace")
            case b"id" if b"\0" not in value:
                self._id = value.decode("utf-8", "replace")
            case b"retry" if value.isdigit():
                self.retry = int(value[:12]) / 1000
            case _:
                pass  # a comment, or a field that nobody knows
