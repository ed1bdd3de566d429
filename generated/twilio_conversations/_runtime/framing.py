"""Where an answer of HTTP/1.1 ends among the bytes of its connection (RFC 9112 §6).

A connection on which more came than an answer announced must not be used again: the surplus would be taken for the
answer to the next request (CWE-444). So the bytes are counted beside the parser, which keeps its own count to itself.
What cannot be counted for certain counts as surplus.
"""

from __future__ import annotations

import re
from typing import Final

_BLANK_LINE: Final = rb"\n\r?\n"


class Ending:
    """Counts what comes after the head of an answer, from the bytes that came with it on."""

    def __init__(self, method: bytes, status: int, headers: list[tuple[bytes, bytes]], received: bytes) -> None:
        fields = {name.lower(): value for name, value in headers}
        self._left = 0
        """Bytes of the body, or of a chunk and its end, that are still to come; below zero: surplus."""
        self._line: bytes | None = None
        """What has come of the line that says how long the next chunk is; None: the body has no chunks."""
        self._is_trailer = False
        start = _end_of_head(received)
        if method == b"HEAD" or status in (204, 304):
            pass
        elif b"transfer-encoding" in fields:
            self._line = b""
        else:
            length = fields.get(b"content-length", b"")
            # Without a length the body ends with the connection, which then is not used again anyway.
            self._left = int(length) if length.isdigit() else -1
        if start is None:
            self._left, self._line = -1, None
        else:
            self.feed(received[start:])

    @property
    def is_exact(self) -> bool:
        """Whether the answer ended where the bytes did."""
        return self._left == 0 and self._line is None

    def feed(self, data: bytes) -> None:
        """Count more bytes of the connection."""
        position = 0
        while self._line is not None and position < len(data):
            if self._left:
                skipped = min(self._left, len(data) - position)
                self._left -= skipped
                position += skipped
                continue
            end = data.find(b"\n", position) + 1
            self._line += data[position : end or len(data)]
            position = end or len(data)
            if end:
                self._chunk(self._line.strip())
        if self._line is None:
            self._left -= len(data) - position

    def _chunk(self, line: bytes) -> None:
        """Take the line before a chunk, or one after the last (RFC 9112 §7.1)."""
        self._line = b""
        if self._is_trailer:
            if not line:
                self._line = None
            return
        size = line.partition(b";")[0].strip()
        try:
            self._left = int(size, 16)
        except ValueError:
            self._left, self._line = -1, None
            return
        if self._left:
            self._left += len(b"\r\n")
        self._is_trailer = not self._left


def _end_of_head(received: bytes) -> int | None:
    """Where the body begins, after interim answers (RFC 9110 §15.2) and the head itself."""
    position = 0
    for blank in re.finditer(_BLANK_LINE, received):
        status = received[position:].split(None, 2)[1:2]
        if not status or not status[0].startswith(b"1") or status[0] == b"101":
            return blank.end()
        position = blank.end()
    return None
