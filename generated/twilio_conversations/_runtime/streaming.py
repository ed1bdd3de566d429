"""Answers that are read while they come: what both kinds of `StreamedResponse` share, and the synchronous one."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import timedelta
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

import httpx2

from . import media_types
from .body_reading import expected, found
from .calls import NETWORK_ERRORS, Call
from .content import Content
from .downloads import Download
from .drift import DecodeFailure, Drift
from .errors import (
    ConfigurationError,
    DecodeError,
    DriftError,
    ResponseError,
    ResponseTooLarge,
    TimedOut,
    TransportError,
    UnexpectedContent,
)
from .headers import request_id
from .lazy import loading
from .operation import select
from .options import DEFAULT_MAX_RESPONSE_BYTES
from .receiving import already_read, is_bodiless
from .reports import log_drift, refused
from .retries import may_repeat
from .sending import success_of
from .sequences import EndOfStream, Event, EventStream, Items, JsonLines, JsonSequence, below
from .splitting import Events, Lines, Pieces, RawEvent, TooLong

if TYPE_CHECKING:
    from .request import Request
    from .sync_client import SyncClient

T_co = TypeVar("T_co", covariant=True)
ItemT = TypeVar("ItemT")
ErrorT = TypeVar("ErrorT", bound=ResponseError)

_MOST_DRIFT: Final = 1_000
_RECONNECT_AFTER: Final = 3.0
"""Seconds before a stream of events is opened again, where the server does not say."""


class Streamed(Generic[T_co]):
    """What is known of an answer before its body has been read.

    `status`, `headers`, `request_id`, `request`; `drift` grows while items are read (at most 1,000 are kept).
    """

    def __init__(self, call: Call[T_co], http: httpx2.Response) -> None:
        self._call = call
        self._http = http
        self.drift: list[Drift] = []

    @property
    def request(self) -> Request[T_co]:
        """What was sent."""
        return self._call.request

    @property
    def status(self) -> int:
        """The status code."""
        return self._http.status_code

    @property
    def headers(self) -> httpx2.Headers:
        """The headers as received."""
        return self._http.headers

    @property
    def request_id(self) -> str | None:
        """The server's id of the request."""
        return request_id(self._http.headers)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status} {self.request.operation.label}>"

    def judge(self) -> None:
        """Note a media type that the document does not give, as a call does; HTML has been refused before."""
        operation, media_type = self.request.operation, self.headers.get("content-type")
        contents = operation.contents_of_success(self.status)
        if not media_type or not contents or is_bodiless(operation.method, self.status):
            return
        if select(contents, media_type) is None:
            self._note((Drift("", expected(contents), found(media_type)),))

    def _check_events(self) -> None:
        media_type = media_types.parse(self.headers.get("content-type", ""))
        if media_type is not None and media_type.is_json:
            message = f"{self.status} with {self._call.redacted(media_type.essence)} instead of text/event-stream"
            raise self._error(UnexpectedContent, message)

    # --- what items are ---------------------------------------------------------------------------------

    @property
    def _limit(self) -> int:
        """How large one line, record or event may be: it is held in memory, however long the stream is."""
        return min(self._call.settings.max_response_bytes, DEFAULT_MAX_RESPONSE_BYTES)

    @property
    def _content(self) -> Content | None:
        contents = self.request.operation.contents_of_success(self.status)
        return select(contents, self.headers.get("content-type"))

    def _items(self) -> Items:
        """How items are read: as documented, else as JSON of any kind."""
        content = self._content
        if isinstance(content, Items):
            return content
        return JsonSequence(Any) if "json-seq" in self.headers.get("content-type", "") else JsonLines(Any)

    def _record(self, items: Items, index: int, record: bytes) -> Any:
        try:
            item, drift = items.read(record)
        except DecodeFailure as failure:
            message = f"{self.status}: item {index} is not valid JSON: {failure}: {len(record):,} bytes"
            error = self._error(DecodeError, message, record)
        else:
            self._note_below(index, drift)
            return item
        raise error

    def _event(self, index: int, raw: RawEvent) -> Event[Any]:
        content = self._content
        if not isinstance(content, EventStream):
            return Event(raw.data, raw.data, raw.event, raw.id)
        item, drift = content.item(raw)
        self._note_below(index, drift)
        return Event(item, raw.data, raw.event, raw.id)

    def _note_below(self, index: int, drift: tuple[Drift, ...]) -> None:
        if drift:
            self._note(tuple(below(index, each) for each in drift))

    def _note(self, found: tuple[Drift, ...]) -> None:
        if self._call.settings.validate_responses == "off":
            return
        kept = found[: _MOST_DRIFT - len(self.drift)]
        log_drift(self._call.client, self.request.operation.label, kept, redacted=self._call.redacted)
        self.drift += kept
        if refused(found, self._call.settings.validate_responses):
            raise DriftError(
                found,
                request=self.request,
                status=self.status,
                headers=self.headers,
                raw=b"",
                redacted=self._call.redacted,
            )

    def _charset(self) -> str:
        media_type = media_types.parse(self.headers.get("content-type", ""))
        charset = (media_type.charset if media_type else None) or "utf-8"
        try:
            with loading():  # Python imports a charset at its first use
                b"x".decode(charset, "replace")
        except (LookupError, ValueError):  # what some codecs of Python raise that are not charsets
            return "utf-8"
        return charset

    def _too_long(self) -> ResponseTooLarge:
        message = f"{self.status}: one item of the stream has more than {self._limit:,} bytes"
        return self._error(ResponseTooLarge, message)

    def _error(self, kind: type[ErrorT], message: str, raw: bytes = b"") -> ErrorT:
        return kind(
            message,
            request=self.request,
            status=self.status,
            headers=self.headers,
            raw=raw,
            redacted=self._call.redacted,
        )

    # --- again ------------------------------------------------------------------------------------------

    def _check_repeatable(self) -> None:
        if not may_repeat(self.request, self._call.outgoing):
            label = self.request.operation.label
            raise ConfigurationError(f"{label}: a request that cannot be sent twice cannot reconnect")

    def _reconnect_delay(self, events: Events, tries: int, failure: TransportError | None) -> float | None:
        """Seconds until a stream of events is opened again; None: it has ended. Raises where it broke for good.

        `tries`: how many streams in a row have ended without a single event.
        """
        settings, deadline = self._call.settings, self._call.deadline
        if tries >= settings.retry.attempts:
            if failure is not None:
                raise failure
            return None
        delay = _RECONNECT_AFTER if events.retry is None else events.retry
        if delay >= deadline.left:
            if failure is not None:
                raise failure
            elapsed = timedelta(seconds=time.perf_counter() - self._call.started)
            raise TimedOut("total", request=self.request, elapsed=elapsed)
        return delay


class StreamedResponse(Streamed[T_co]):
    """A success whose body is read while it comes; from `client.stream(request)`.

    The body can be read once, in one of the ways below. Each raises `TransportError` where the network fails,
    `ResponseTooLarge` past `max_response_bytes`, and `TimedOut` when the call has taken longer than `timeout.total`:
    lift them for long streams with `client.with_options(timeout=Timeout(total=None), max_response_bytes=None)`.
    """

    def __init__(self, client: SyncClient, call: Call[T_co], http: httpx2.Response) -> None:
        super().__init__(call, http)
        self._client = client

    def close(self) -> None:
        """Give the connection up. `with client.stream(...)` does it."""
        self._http.close()

    def iter_bytes(self) -> Generator[bytes, None, None]:
        """The body in pieces of any size, decompressed."""
        try:
            meter = self._call.meter(self._http)
            if self._http.is_closed:
                yield already_read(self._http, meter)
                return
            for raw in self._http.iter_raw():
                yield from meter.pieces(raw)
            yield from meter.end()
        except NETWORK_ERRORS as error:
            failure, cause = self._call.failure(error, self._http)
        else:
            return
        finally:
            self._http.close()
        raise failure from cause

    def iter_lines(self) -> Iterator[str]:
        """The lines of a text, without their ends (LF, CRLF or CR)."""
        for line in self._cut(Lines(self._limit, self._charset())):
            yield line.decode("utf-8", "replace")

    @overload
    def iter_json(self: StreamedResponse[list[ItemT]]) -> Iterator[ItemT]: ...
    @overload
    def iter_json(self) -> Iterator[Any]: ...
    def iter_json(self) -> Iterator[Any]:
        """The items of JSON Lines (NDJSON) or of a JSON text sequence, in the documented type.

        Raises `DecodeError` for an item that is no JSON.
        """
        items = self._items()
        index = 0
        for record in self._cut(Pieces(self._limit, items.separator)):
            if record.strip():
                yield self._record(items, index, record)
                index += 1

    def _cut(self, pieces: Pieces) -> Iterator[bytes]:
        with closing(self.iter_bytes()) as body:
            try:
                for piece in body:
                    yield from pieces.feed(piece)
                yield from pieces.end()
                return
            except TooLong:
                pass
        raise self._too_long()

    @overload
    def events(self: StreamedResponse[list[ItemT]], *, reconnect: bool = False) -> Iterator[Event[ItemT]]: ...
    @overload
    def events(self, *, reconnect: bool = False) -> Iterator[Event[Any]]: ...
    def events(self, *, reconnect: bool = False) -> Iterator[Event[Any]]:
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
                with closing(self.iter_bytes()) as body:
                    for piece in body:
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
            time.sleep(delay)
            headers = {"Last-Event-ID": events.last_id} if events.last_id else {}
            self._again(headers)
            if self.status == 204:
                return
            events.restart()

    def _again(self, headers: dict[str, str], also: int = 0) -> None:
        """Send the request again, with more headers. Raises the error of a status that is no success, nor `also`."""
        self._http.close()
        call = self._call.with_headers(headers)
        self._http = success_of(self._client, call, also)

    def to_file(self, path: str | PathLike[str], *, resume: bool = False) -> Path:
        """Write the body to a file, which appears (or is replaced) only when it is complete.

        What breaks off is resumed, where the server gave the means to (RFC 9110 §14: byte ranges, with `If-Range`),
        up to `retry.attempts` times. With `resume` what has come even then stays beside the file, as `<name>.part`, and
        a later call with `resume`, of another process too, asks for the rest only, if nothing has changed. Raises
        `BlockingIOError` where another call is at it.
        """
        return self._download(Download(Path(path), resume=resume))

    def to_folder(self, folder: str | PathLike[str], *, resume: bool = False) -> Path:
        """Write the body to a new file in `folder`, under the name that the server suggests, made safe; see `to_file`.

        Raises `FileExistsError` where that name is taken.
        """
        path = self.request.path
        return self._download(Download.suggested(Path(folder), self.headers, path, resume=resume))

    def _download(self, download: Download) -> Path:
        with download:
            while True:
                has_come = download.begin(self._http, self._call)
                delay = 0.0
                try:
                    if has_come:
                        for piece in self.iter_bytes():
                            download.write(piece)
                    if download.is_complete(has_come=has_come):
                        return download.finish()
                except TransportError as error:
                    delay = download.resume_after(self._call, error)
                time.sleep(delay)
                self._again(download.headers(), also=416)
