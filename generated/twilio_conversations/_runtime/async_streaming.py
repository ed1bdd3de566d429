"""Answers that are read while they come, asynchronously; see `streaming`."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

import httpx2
from anyio import CancelScope, sleep
from anyio.to_thread import run_sync

from .async_sending import success_of
from .calls import NETWORK_ERRORS, Call
from .downloads import Download
from .errors import TransportError
from .receiving import already_read, raw_pieces
from .sequences import EndOfStream, Event
from .splitting import Events, Lines, Pieces, TooLong
from .streaming import Streamed

if TYPE_CHECKING:
    from .async_client import BaseAsyncClient

T_co = TypeVar("T_co", covariant=True)
ItemT = TypeVar("ItemT")


class AsyncStreamedResponse(Streamed[T_co]):
    """A success whose body is read while it comes; from `client.stream(request)`.

    The body can be read once, in one of the ways below. Each raises `TransportError` where the network fails,
    `ResponseTooLarge` past `max_response_bytes`, and `TimedOut` when the call has taken longer than `timeout.total`:
    lift them for long streams with `client.with_options(timeout=Timeout(total=None), max_response_bytes=None)`.
    """

    def __init__(self, client: BaseAsyncClient, call: Call[T_co], http: httpx2.Response) -> None:
        super().__init__(call, http)
        self._client = client

    async def aclose(self) -> None:
        """Give the connection up. `async with client.stream(...)` does it."""
        await self._http.aclose()

    async def iter_bytes(self) -> AsyncGenerator[bytes, None]:
        """The body in pieces of any size, decompressed."""
        try:
            meter = self._call.meter(self._http)
            if self._http.is_closed:
                yield already_read(self._http, meter)
                return
            async with aclosing(self._raw_pieces()) as stream:
                async for raw in stream:
                    for piece in meter.pieces(raw):
                        yield piece
            for piece in meter.end():
                yield piece
        except NETWORK_ERRORS as error:
            failure, cause = self._call.failure(error, self._http)
        else:
            return
        finally:
            await self._http.aclose()
        raise failure from cause

    def _raw_pieces(self) -> AsyncGenerator[bytes, None]:
        if self._client._session.keeps_deadlines:
            return self._http.aiter_raw()
        return raw_pieces(self._http, self._call.deadline)

    async def iter_lines(self) -> AsyncIterator[str]:
        """The lines of a text, without their ends (LF, CRLF or CR)."""
        async for line in self._cut(Lines(self._limit, self._charset())):
            yield line.decode("utf-8", "replace")

    @overload
    def iter_json(self: AsyncStreamedResponse[list[ItemT]]) -> AsyncIterator[ItemT]: ...
    @overload
    def iter_json(self) -> AsyncIterator[Any]: ...
    async def iter_json(self) -> AsyncIterator[Any]:
        """The items of JSON Lines (NDJSON) or of a JSON text sequence, in the documented type.

        Raises `DecodeError` for an item that is no JSON.
        """
        items = self._items()
        index = 0
        async for record in self._cut(Pieces(self._limit, items.separator)):
            if record.strip():
                yield self._record(items, index, record)
                index += 1

    async def _cut(self, pieces: Pieces) -> AsyncIterator[bytes]:
        async with aclosing(self.iter_bytes()) as body:
            try:
                async for piece in body:
                    for record in pieces.feed(piece):
                        yield record
                for record in pieces.end():
                    yield record
                return
            except TooLong:
                pass
        raise self._too_long()

    @overload
    def events(self: AsyncStreamedResponse[list[ItemT]], *, reconnect: bool = False) -> AsyncIterator[Event[ItemT]]: ...
    @overload
    def events(self, *, reconnect: bool = False) -> AsyncIterator[Event[Any]]: ...
    async def events(self, *, reconnect: bool = False) -> AsyncIterator[Event[Any]]:
        """Server-Sent Events (WHATWG HTML §9.2), their items in the documented type.

        With `reconnect` a stream that ends or breaks is opened again, after the time that the server asks for (3 s
        by default) and with `Last-Event-ID`, until the server answers 204, or as many streams in a row as
        `retry.attempts` says had not a single event, or the call has taken longer than `timeout.total`.
        Raises `UnexpectedContent` for JSON, which holds none.
        """
        self._check_events()
        if reconnect:
            self._check_repeatable()
        events = Events(self._limit)
        index = tries = 0
        while True:
            failure, before = None, index
            try:
                async with aclosing(self.iter_bytes()) as body:
                    async for piece in body:
                        for raw in events.feed(piece):
                            yield self._event(index, raw)
                            index += 1
            except EndOfStream:
                return
            except TooLong:
                raise self._too_long() from None
            except TransportError as error:
                if not reconnect:
                    raise
                failure = error
            if not reconnect:
                return
            tries = tries + 1 if index == before else 0
            delay = self._reconnect_delay(events, tries, failure)
            if delay is None:
                return
            await sleep(delay)
            headers = {"Last-Event-ID": events.last_id} if events.last_id else {}
            await self._again(headers)
            if self.status == 204:
                return
            events.restart()

    async def _again(self, headers: dict[str, str], also: int = 0) -> None:
        """Send the request again, with more headers. Raises the error of a status that is no success, nor `also`."""
        await self._http.aclose()
        call = self._call.with_headers(headers)
        self._http = await success_of(self._client, call, also)

    async def to_file(self, path: str | PathLike[str], *, resume: bool = False) -> Path:
        """Write the body to a file, which appears (or is replaced) only when it is complete.

        What breaks off is resumed, where the server gave the means to (RFC 9110 §14: byte ranges, with `If-Range`),
        up to `retry.attempts` times. With `resume` what has come even then stays beside the file, as `<name>.part`, and
        a later call with `resume`, of another process too, asks for the rest only, if nothing has changed. Raises
        `BlockingIOError` where another call is at it.
        """
        return await self._download(Download(Path(path), resume=resume))

    async def to_folder(self, folder: str | PathLike[str], *, resume: bool = False) -> Path:
        """Write the body to a new file in `folder`, under the name that the server suggests, made safe; see `to_file`.

        Raises `FileExistsError` where that name is taken.
        """
        path = self.request.path
        return await self._download(Download.suggested(Path(folder), self.headers, path, resume=resume))

    async def _download(self, download: Download) -> Path:
        # A disk may be slow: nothing is opened, written or moved in the event loop.
        await run_sync(download.__enter__)
        try:
            found = await self._fill(download)
        except BaseException as error:
            with CancelScope(shield=True):
                await run_sync(download.__exit__, type(error), error, None)
            raise
        await run_sync(download.__exit__, None, None, None)
        return found

    async def _fill(self, download: Download) -> Path:
        while True:
            has_come = await run_sync(download.begin, self._http, self._call)
            delay = 0.0
            try:
                if has_come:
                    async for piece in self.iter_bytes():
                        await run_sync(download.write, piece)
                if download.is_complete(has_come=has_come):
                    return await run_sync(download.finish)
            except TransportError as error:
                delay = download.resume_after(self._call, error)
            await sleep(delay)
            await self._again(download.headers(), also=416)
