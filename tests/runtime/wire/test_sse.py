"""Server-Sent Events from a server that others wrote: sse-starlette, run by uvicorn."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse
from starlette.applications import Starlette
from starlette.requests import Request as ServedRequest
from starlette.responses import Response as ServedResponse
from starlette.routing import Route

from runtime import BaseAsyncClient, Event, EventStream, Retry, SyncClient, Timeout
from runtime.errors import ConnectionFailed, TimedOut
from tests.runtime.wire.support import API, Pet

PETS = API.operation("GET", ("/pets",), responses={200: EventStream(Pet)}).request()
TEXT = API.operation("GET", ("/text",), responses={200: EventStream(str)}).request()
ENDLESS = API.operation("GET", ("/endless",), responses={200: EventStream(Pet)}).request()
BROKEN = API.operation("GET", ("/broken",), responses={200: EventStream(Pet)}).request()


class Served:
    """What the server was asked, and what it noticed."""

    def __init__(self) -> None:
        self.asked: list[str | None] = []
        self.gone = threading.Event()

    def note(self, request: ServedRequest) -> int:
        """The number of the event to go on after."""
        last = request.headers.get("last-event-id")
        self.asked.append(last)
        return int(last or 0)

    async def pets(self, request: ServedRequest) -> ServedResponse:
        """Two events and the end; nothing more after the fifth."""
        start = self.note(request)
        if start >= 5:
            return ServedResponse(status_code=204)

        async def events() -> AsyncIterator[ServerSentEvent]:
            for number in range(start + 1, min(start + 2, 5) + 1):
                yield ServerSentEvent(f'{{"id":{number},"name":"rex"}}', id=str(number), event="pet", retry=1)

        return EventSourceResponse(events(), sep="\r\n" if start else "\n")

    async def text(self, request: ServedRequest) -> ServedResponse:
        async def events() -> AsyncIterator[ServerSentEvent]:
            yield ServerSentEvent(comment="nothing")
            yield ServerSentEvent("one\ntwo\n\n four ", id="ä")
            yield ServerSentEvent("", event="empty")

        return EventSourceResponse(events())

    async def endless(self, request: ServedRequest) -> ServedResponse:
        async def events() -> AsyncIterator[ServerSentEvent]:
            try:
                for _ in range(3):
                    yield ServerSentEvent('{"id":1,"name":"rex"}')
                await asyncio.Event().wait()
            finally:
                self.gone.set()

        return EventSourceResponse(events())

    async def broken(self, request: ServedRequest) -> ServedResponse:
        """Promises more than it sends, so that uvicorn cuts the connection."""
        start = self.note(request)
        if start >= 2:
            return ServedResponse(status_code=204)
        body = f'retry: 1\r\nid: {start + 1}\r\ndata: {{"id":{start + 1},"name":"rex"}}\r\n\r\ndata: half'.encode()

        async def pieces() -> AsyncIterator[bytes]:
            yield body

        from starlette.responses import StreamingResponse

        return StreamingResponse(pieces(), headers={"Content-Length": "1000"}, media_type="text/event-stream")


@contextmanager
def serving() -> Iterator[tuple[str, Served]]:
    """The server on loopback."""
    served = Served()
    routes = [Route(f"/{name}", getattr(served, name)) for name in ("pets", "text", "endless", "broken")]
    config = uvicorn.Config(Starlette(routes=routes), log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", served
        finally:
            server.should_exit = True
            thread.join(20)


Read = Callable[..., list[Event[Any]]]


def read_sync(url: str, request: Any, *, most: int = 1_000, reconnect: bool = False, **options: Any) -> Any:
    with SyncClient(API, {}, base_url=url, **options) as client, client.stream(request) as streamed:
        found: list[Any] = []
        for event in streamed.events(reconnect=reconnect):
            found.append(event)
            if len(found) == most:
                break
        return found


def read_async(url: str, request: Any, *, most: int = 1_000, reconnect: bool = False, **options: Any) -> Any:
    async def run() -> Any:
        async with BaseAsyncClient(API, {}, base_url=url, **options) as client, client.stream(request) as streamed:
            found: list[Any] = []
            async for event in streamed.events(reconnect=reconnect):
                found.append(event)
                if len(found) == most:
                    break
            return found

    return asyncio.run(run())


both = pytest.mark.parametrize("read", [read_sync, read_async])


@both
def test_typed_events(read: Read) -> None:
    with serving() as (url, served):
        events = read(url, PETS)
    assert [(event.event, event.id, event.item) for event in events] == [
        ("pet", "1", Pet(id=1, name="rex")),
        ("pet", "2", Pet(id=2, name="rex")),
    ]
    assert served.asked == [None]


@both
def test_reconnecting_goes_on_after_the_last_event(read: Read) -> None:
    with serving() as (url, served):
        events = read(url, PETS, reconnect=True)
    assert [event.id for event in events] == ["1", "2", "3", "4", "5"]
    assert served.asked == [None, "2", "4", "5"]


@both
def test_reconnecting_after_a_connection_broke(read: Read) -> None:
    with serving() as (url, served):
        events = read(url, BROKEN, reconnect=True)
        assert [event.item for event in events] == [Pet(id=1, name="rex"), Pet(id=2, name="rex")]
        assert served.asked == [None, "1", "2"]
        with pytest.raises(ConnectionFailed):
            read(url, BROKEN)


@both
def test_lines_and_comments(read: Read) -> None:
    with serving() as (url, _):
        events = read(url, TEXT)
    assert [(event.event, event.data, event.id) for event in events] == [
        ("message", "one\ntwo\n\n four ", "ä"),
        ("empty", "", "ä"),
    ]


@both
def test_a_break_hangs_up(read: Read) -> None:
    with serving() as (url, served):
        assert len(read(url, ENDLESS, most=3)) == 3
        assert served.gone.wait(20)


@both
def test_an_endless_stream_ends_with_the_call(read: Read) -> None:
    with serving() as (url, served):
        with pytest.raises(TimedOut):
            read(url, ENDLESS, timeout=Timeout(total=0.5), retry=Retry(attempts=1))
        assert served.gone.wait(20)
