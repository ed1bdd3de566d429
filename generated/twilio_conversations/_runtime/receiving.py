"""Reading a response's body: no more than a limit, no bomb, not past the end of the call.

A kilobyte can decompress to gigabytes, and two content codings on top of each other to more. So at most one
coding is taken, pieces are counted as they come out of the decompressor, and reading stops at the limit.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import Any, Final

import httpx2

from .deadline import Deadline, within
from .errors import DecodeError, ResponseTooLarge
from .inflating import CODINGS, Inflater
from .request import Request

_RATIO: Final = 250
_RATIO_FROM: Final = 8 * 1024 * 1024
_OF_CONNECTIONS: Final = (b"HTTP/1.1", b"HTTP/1.0")
_FRAMING: Final = frozenset({"content-length", "transfer-encoding"})
"""What says where a body ends in these versions, if the end of the connection does not."""


def is_bodiless(method: str, status: int) -> bool:
    """Whether an answer has no body, whatever its headers say (RFC 9110 §6.4.1; of 205, §15.3.6)."""
    return method == "HEAD" or status in (204, 205, 304)


class Meter:
    """Decompresses one response's body as it comes, counts its bytes, and refuses what should not be read.

    Refused are more than `limit` bytes after decompression, more than 250 times what came over the network
    once 8 MiB are out, more than one content coding, and one that we never asked for.
    """

    def __init__(
        self,
        request: Request[Any],
        http: httpx2.Response,
        limit: int,
        deadline: Deadline,
        redacted: Callable[[str], str] = str,
    ) -> None:
        self._request = request
        self._redacted = redacted
        self._http = http
        self._limit = limit
        self.deadline = deadline
        self._total = 0
        self._inflater: Inflater | None = None
        if is_bodiless(request.operation.method, http.status_code):
            return
        headers = http.headers
        coding = headers.get("content-encoding")
        if coding is not None:
            self._inflater = self._inflater_for(coding)
        length = headers.get("content-length", "")
        if (
            self._inflater is None
            and length.isascii()
            and length.isdecimal()
            and len(length) < 20
            and int(length) > limit
        ):
            raise self._too_large(f"{int(length):,} bytes are announced, {limit:,} allowed")

    def _inflater_for(self, value: str) -> Inflater | None:
        codings = [name for part in value.split(",") if (name := part.strip().lower()) not in ("", "identity")]
        if len(codings) > 1:
            raise self._error(f"{len(codings)} content codings on top of each other are not taken: {value[:80]!r}")
        if not codings:
            return None
        if codings[0] not in CODINGS:
            raise self._error(f"content coding {codings[0][:40]!r} is not supported")
        return Inflater(CODINGS[codings[0]])

    def pieces(self, raw: bytes) -> Iterator[bytes]:
        """What bytes of the network stand for, counted; see `add` for what it raises."""
        for piece in (raw,) if self._inflater is None else self._inflater.feed(raw):
            self.add(piece)
            yield piece

    def end(self) -> Iterator[bytes]:
        """What the end of the body adds.

        Raises `httpx2.DecodingError` where it came too early, but `httpx2.RemoteProtocolError` where only the end of
        the connection said that it was one (RFC 9112 §6.3): then that broke.
        """
        if self._inflater is None:
            return
        try:
            for piece in self._inflater.end():
                self.add(piece)
                yield piece
        except httpx2.DecodingError as error:
            if self._http.extensions.get("http_version") not in _OF_CONNECTIONS or _FRAMING & self._http.headers.keys():
                raise
            raise httpx2.RemoteProtocolError(f"the compressed body was cut off: {error}") from error

    def add(self, piece: bytes) -> None:
        """Count a piece. Raises `ResponseTooLarge`, or `DeadlinePassed`."""
        self._total += len(piece)
        if self._total > self._limit:
            raise self._too_large(f"more than {self._limit:,} bytes")
        if (
            self._inflater is not None
            and self._total > _RATIO_FROM
            and self._total > _RATIO * self._http.num_bytes_downloaded
        ):
            raise self._too_large(f"swells to more than {_RATIO} times its size")
        self.deadline.check()

    def _too_large(self, reason: str) -> ResponseTooLarge:
        http = self._http
        message = f"{http.status_code}: the body is too large: {reason}"
        return ResponseTooLarge(
            message, request=self._request, status=http.status_code, headers=http.headers, redacted=self._redacted
        )

    def _error(self, reason: str) -> DecodeError:
        http = self._http
        message = f"{http.status_code}: {self._redacted(reason)}"
        return DecodeError(
            message, request=self._request, status=http.status_code, headers=http.headers, redacted=self._redacted
        )


def receive(http: httpx2.Response, meter: Meter) -> bytes:
    """The whole body of a response, decompressed."""
    if http.is_closed:
        return already_read(http, meter)
    pieces: list[bytes] = []
    for raw in http.iter_raw():
        pieces += meter.pieces(raw)
    pieces += meter.end()
    return keep(http, b"".join(pieces))


async def areceive(http: httpx2.Response, meter: Meter) -> bytes:
    """The same, from an asynchronous response."""
    if http.is_closed:
        return already_read(http, meter)
    return keep(http, await within(meter.deadline, _read(http, meter)))


async def _read(http: httpx2.Response, meter: Meter) -> bytes:
    pieces: list[bytes] = []
    async with aclosing(http.aiter_raw()) as stream:
        async for raw in stream:
            pieces += meter.pieces(raw)
    pieces += meter.end()
    return b"".join(pieces)


async def raw_pieces(http: httpx2.Response, deadline: Deadline) -> AsyncGenerator[bytes, None]:
    """What comes over connections of somebody else, for as long as the call has left. Raises `DeadlinePassed`."""
    async with aclosing(http.aiter_raw()) as stream:
        while (raw := await within(deadline, anext(stream, None))) is not None:
            yield raw


def already_read(http: httpx2.Response, meter: Meter) -> bytes:
    """The body of a response that a transport handed over in one piece."""
    content = http.content
    meter.add(content)
    return content


def keep(http: httpx2.Response, content: bytes) -> bytes:
    """Make this the content of a response: as after `http.read()`, which has no limit to give it."""
    setattr(http, "_content", content)  # noqa: B010 (a private name of another package)
    return content
