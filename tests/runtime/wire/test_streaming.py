"""Streams: bytes, lines, JSON Lines, sequences, Server-Sent Events; of both kinds of client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx2
import pytest

from runtime import (
    Bytes,
    Content,
    Event,
    EventStream,
    Json,
    JsonLines,
    JsonSequence,
    Model,
    Retry,
    Text,
    Timeout,
)
from runtime.errors import (
    ConfigurationError,
    ConnectionFailed,
    DecodeError,
    DriftError,
    NotFound,
    ResponseTooLarge,
    TimedOut,
    UnexpectedContent,
)
from runtime.request import Request
from runtime.splitting import Events, Lines, Pieces, TooLong
from tests.effort import at_most
from tests.runtime.wire.clock import Clock
from tests.runtime.wire.support import API, Handler, Pet, answering, async_client_for, client_for


def get(content: Any) -> Request[Any]:
    return API.operation("GET", ("/x",), responses={200: content}).request()


def read_sync(handler: Handler, request: Request[Any], how: str, *args: Any, options: Any = None, **kwargs: Any) -> Any:
    given: dict[str, Any] = options or {}
    with client_for(handler, **given) as client, client.stream(request) as streamed:
        found = getattr(streamed, how)(*args, **kwargs)
        return found if not hasattr(found, "__next__") else list(found)


def read_async(
    handler: Handler, request: Request[Any], how: str, *args: Any, options: Any = None, **kwargs: Any
) -> Any:
    given: dict[str, Any] = options or {}

    async def run() -> Any:
        async with async_client_for(handler, **given) as client, client.stream(request) as streamed:
            found = getattr(streamed, how)(*args, **kwargs)
            return [item async for item in found] if hasattr(found, "__anext__") else await found

    return asyncio.run(run())


both = pytest.mark.parametrize("read", [read_sync, read_async])
Read = Callable[..., Any]


class Both(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body in given pieces, which may end in an error; knows whether it was closed."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.pieces = pieces
        self.closed = 0
        self.given = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            self.given += 1
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1


def streaming(media_type: str, *pieces: bytes | Exception) -> tuple[Handler, Both]:
    body = Both(*pieces)
    return lambda request: httpx2.Response(200, headers={"Content-Type": media_type}, stream=body), body


# --- bytes and lines --------------------------------------------------------------------------------


@both
def test_bytes(read: Read) -> None:
    handler, body = streaming("a/b", b"one", b"two")
    assert b"".join(read(handler, get(Bytes("a/b")), "iter_bytes")) == b"onetwo"
    assert body.closed


@both
def test_lines(read: Read) -> None:
    handler, _ = streaming("text/plain; charset=latin-1", b"a\r", b"\nb\n\n", b"\xe4", b"\rend")
    assert read(handler, get(Text()), "iter_lines") == ["a", "b", "", "ä", "end"]


@both
@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "UTF-32", "gb18030", "shift_jis"])
def test_lines_in_a_charset_where_an_end_of_line_is_no_byte(read: Read, charset: str) -> None:
    octets = "a\r\nb\n\n漢\rend".encode(charset)
    handler, _ = streaming(
        f"text/plain; charset={charset}", *(octets[index : index + 1] for index in range(len(octets)))
    )
    assert read(handler, get(Text()), "iter_lines") == ["a", "b", "", "漢", "end"]


@both
def test_lines_that_are_cut_off_in_a_letter(read: Read) -> None:
    handler, _ = streaming("text/plain; charset=utf-16-le", "a\nb".encode("utf-16-le")[:-1])
    assert read(handler, get(Text()), "iter_lines") == ["a", "\N{REPLACEMENT CHARACTER}"]


@both
def test_an_unknown_charset(read: Read) -> None:
    handler, _ = streaming("text/plain; charset=nonsense", "ä".encode())
    assert read(handler, get(Text()), "iter_lines") == ["ä"]


def test_a_break_closes_the_connection() -> None:
    handler, body = streaming("text/plain", *[b"x\n"] * 100)
    with client_for(handler) as client, client.stream(get(Text())) as streamed:
        for _ in streamed.iter_lines():
            break
        assert body.given == 1
    assert body.closed

    async def run() -> None:
        async with async_client_for(handler) as client, client.stream(get(Text())) as streamed:
            async for _ in streamed.iter_lines():
                break

    body.closed = 0
    asyncio.run(run())
    assert body.closed


def test_an_exception_closes_the_connection() -> None:
    handler, body = streaming("text/plain", *[b"x\n"] * 100)
    with client_for(handler) as client, pytest.raises(ZeroDivisionError), client.stream(get(Text())) as streamed:
        assert streamed.status / 0
    assert body.closed


STRAY = [Bytes("a/b"), Text(), Json(Any), JsonLines(Pet), EventStream(Pet), Json(Any, media_type="*/*")]


@pytest.mark.parametrize("content", STRAY, ids=repr)
@pytest.mark.parametrize("how", ["iter_bytes", "iter_lines", "iter_json", "events"])
@both
def test_a_page_is_refused_however_it_is_read(read: Read, how: str, content: Content) -> None:
    handler, body = streaming("text/html; charset=utf-8", b"<html>", b"please log in")
    with pytest.raises(
        UnexpectedContent, match=r"^200 with text/html; charset=utf-8 instead of .*: <html>please log in"
    ):
        read(handler, get(content), how)
    assert body.closed


@pytest.mark.parametrize("content", [Bytes("text/html"), Bytes("*/*"), Text("text/*")], ids=repr)
@both
def test_html_that_is_documented_is_read(read: Read, content: Content) -> None:
    handler, _ = streaming("text/html", b"<html>")
    assert read(handler, get(content), "iter_bytes") == [b"<html>"]


@both
def test_a_text_that_is_called_html_is_read(read: Read) -> None:
    handler, _ = streaming("text/html", b"Hello", b" World!")
    assert read(handler, get(Json(str)), "iter_lines") == ["Hello World!"]


def test_another_media_type_is_drift() -> None:
    handler, body = streaming("application/zip", b"PK")
    with client_for(handler) as client, client.stream(get(Bytes())) as streamed:
        assert b"".join(streamed.iter_bytes()) == b"PK"
        assert [str(drift) for drift in streamed.drift] == [
            "expected application/octet-stream, found media type 'application/zip'"
        ]
    with (
        client_for(handler, validate_responses="raise") as client,
        pytest.raises(DriftError),
        client.stream(get(Bytes())),
    ):
        pass
    assert body.closed == 2


@both
def test_json_holds_no_events(read: Read) -> None:
    handler, body = streaming("application/json", b'{"error": "busy"}')
    with pytest.raises(UnexpectedContent, match=r"^200 with application/json instead of text/event-stream"):
        read(handler, get((Json(Any), EventStream(Pet))), "events")
    assert body.closed


@both
def test_an_error_status_is_raised(read: Read) -> None:
    with pytest.raises(NotFound, match="404 Not Found: gone"):
        read(answering(404, json={"message": "gone"}), get(JsonLines(Pet)), "iter_json")


@both
def test_a_stream_that_breaks(read: Read) -> None:
    handler, body = streaming("application/jsonl", b'{"id":1', httpx2.ReadError("reset"))
    with pytest.raises(ConnectionFailed, match="GET /x: the connection failed: reset"):
        read(handler, get(JsonLines(Pet)), "iter_json")
    assert body.closed


# --- limits -----------------------------------------------------------------------------------------


@both
def test_the_size_is_limited_and_the_limit_can_be_lifted(read: Read) -> None:
    handler, _ = streaming("a/b", *[b"x" * 100] * 10)
    with pytest.raises(ResponseTooLarge):
        read(handler, get(Bytes("a/b")), "iter_bytes", options={"max_response_bytes": 500})
    assert len(read(handler, get(Bytes("a/b")), "iter_bytes", options={"max_response_bytes": None})) == 10


@both
@pytest.mark.parametrize("how", ["iter_lines", "iter_json", "events"])
def test_one_item_is_limited(read: Read, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.streaming.DEFAULT_MAX_RESPONSE_BYTES", 50)
    handler, _ = streaming("text/x", *[b"data:" + b"x" * 20] * 5)
    with pytest.raises(ResponseTooLarge, match="one item of the stream has more than 50 bytes"):
        read(handler, get(Bytes("*/*")), how, options={"max_response_bytes": None})


# --- JSON Lines and sequences -----------------------------------------------------------------------

PETS = [Pet(id=1, name="rex"), Pet(id=2, name="fido")]
LINES = b'{"id":1,"name":"rex"}\n\n{"id":2,"name":"fido"}'
SEQUENCE = b'\x1e{"id":1,"name":"rex"}\n\x1e{"id":2,\n"name":"fido"}\n'


@both
@pytest.mark.parametrize(
    ("content", "media_type", "body"),
    [
        (JsonLines(lambda: Pet), "application/jsonl", LINES),
        (JsonLines(lambda: Pet, media_type="application/x-ndjson"), "application/x-ndjson; charset=utf-8", LINES),
        (JsonSequence(lambda: Pet), "application/json-seq", SEQUENCE),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_items_of_json(read: Read, content: Any, media_type: str, body: bytes, size: int) -> None:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    handler, _ = streaming(media_type, *pieces)
    assert read(handler, get(content), "iter_json") == PETS
    with client_for(answering(200, content=body, headers={"Content-Type": media_type})) as client:
        assert client.call(get(content)) == PETS


@both
def test_items_that_are_not_documented(read: Read) -> None:
    handler, _ = streaming("application/x-ndjson", LINES)
    assert read(handler, get(Bytes("*/*")), "iter_json") == [{"id": 1, "name": "rex"}, {"id": 2, "name": "fido"}]


@both
def test_an_item_that_is_no_json(read: Read) -> None:
    handler, _ = streaming("application/jsonl", LINES + b"\n<html>")
    with pytest.raises(DecodeError, match="200: item 2 is not valid JSON"):
        read(handler, get(JsonLines(Pet)), "iter_json")


def test_drift_of_items() -> None:
    handler, _ = streaming("application/jsonl", b'{"id":1,"name":"rex"}\n{"id":"2","name":"x","new":1}\n')
    with client_for(handler) as client, client.stream(get(JsonLines(Pet))) as streamed:
        items = list(streamed.iter_json())
        assert [each.pointer for each in streamed.drift] == ["/1/id", "/1/new"]
    assert items[1].id == "2"
    client = client_for(handler, validate_responses="raise")
    with client, pytest.raises(DriftError, match="/1/id"), client.stream(get(JsonLines(Pet))) as streamed:
        list(streamed.iter_json())
    with client_for(handler) as client:
        assert [each.pointer for each in client.send(get(JsonLines(Pet))).drift] == ["/1/id", "/1/new"]


# --- Server-Sent Events -----------------------------------------------------------------------------

EVENTS: list[tuple[str, bytes, list[tuple[str, str, str]]]] = [
    ("the standard's stock ticker", b"data: YHOO\ndata: +2\ndata: 10\n\n", [("YHOO\n+2\n10", "message", "")]),
    (
        "the standard's four blocks",
        b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        [("first event", "message", "1"), ("second event", "message", ""), (" third event", "message", "")],
    ),
    ("empty data", b"data\n\ndata\ndata\n\ndata:\n", [("", "message", ""), ("\n", "message", "")]),
    ("a space after the colon", b"data:test\n\ndata: test\n\n", [("test", "message", "")] * 2),
    ("BOM", b"\xef\xbb\xbfdata: x\n\n", [("x", "message", "")]),
    ("BOM later is data", b"data: a\n\n\xef\xbb\xbfdata: x\n\n", [("a", "message", "")]),
    ("CR", b"data: a\rdata: b\r\r", [("a\nb", "message", "")]),
    ("CRLF", b"data: a\r\ndata: b\r\n\r\n", [("a\nb", "message", "")]),
    ("types", b"event: add\ndata: 1\n\ndata: 2\n\nevent: x\n\n", [("1", "add", ""), ("2", "message", "")]),
    ("the id stays", b"id: 7\ndata: 1\n\ndata: 2\n\n", [("1", "message", "7"), ("2", "message", "7")]),
    ("an id with NUL", b"id: 7\nid: 8\x00\ndata: 1\n\n", [("1", "message", "7")]),
    ("an event cut off", b"data: 1\n\ndata: 2\n", [("1", "message", "")]),
    ("unknown fields", b"foo: 1\nDATA: 2\ndata: 3\nretry: x\n\n", [("3", "message", "")]),
    ("not UTF-8", b"data: \xff\n\n", [("\N{REPLACEMENT CHARACTER}", "message", "")]),
]


@both
@pytest.mark.parametrize(("body", "events"), [row[1:] for row in EVENTS], ids=[row[0] for row in EVENTS])
@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_events(read: Read, body: bytes, events: list[tuple[str, str, str]], size: int) -> None:
    handler, _ = streaming("text/event-stream", *[body[start : start + size] for start in range(0, len(body), size)])
    found = read(handler, get(EventStream(str)), "events")
    assert [(event.data, event.event, event.id) for event in found] == events
    assert all(event.item == event.data for event in found)


class Whole(Model):
    """An event as OpenAPI 3.2 describes it."""

    data: Pet
    event: str | None = None
    id: str | None = None


BODY = b'event: add\ndata: {"id":1,"name":"rex"}\n\ndata: {"id":2,"name":"fido"}\nid: 5\n\ndata: [DONE]\n\n'


@both
def test_typed_events(read: Read) -> None:
    handler, _ = streaming("text/event-stream", BODY)
    found = read(handler, get(EventStream(lambda: Pet)), "events")
    assert found == [
        Event(PETS[0], '{"id":1,"name":"rex"}', "add", ""),
        Event(PETS[1], '{"id":2,"name":"fido"}', "message", "5"),
    ]
    whole = read(handler, get(EventStream(lambda: Whole, whole=True)), "events")
    assert [event.item for event in whole] == [Whole(data=PETS[0], event="add"), Whole(data=PETS[1], id="5")]


def test_a_call_collects_events() -> None:
    answer = answering(200, content=BODY, headers={"Content-Type": "text/event-stream"})
    with client_for(answer) as client:
        assert client.call(get(EventStream(lambda: Pet))) == PETS
        assert client.call(get(EventStream(lambda: Whole, whole=True)))[1].id == "5"
        assert client.call(get(EventStream(str)))[2] == "[DONE]"


def test_an_event_that_is_no_json_is_drift() -> None:
    handler, _ = streaming("text/event-stream", b"data: ping\n\n")
    with client_for(handler) as client, client.stream(get(EventStream(Pet))) as streamed:
        assert [event.item for event in streamed.events()] == ["ping"]
        assert streamed.drift[0].pointer == "/0"


EVENT_STREAM = {"Content-Type": "text/event-stream"}


class Streams:
    """A server of events that answers with one of these after the other; `seen` are the `Last-Event-ID`s."""

    def __init__(self, *answers: Both | int, then: Both | int = 204) -> None:
        self.answers = list(answers)
        self.then = then
        self.seen: list[str | None] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request.headers.get("last-event-id"))
        found = self.answers.pop(0) if self.answers else self.then
        if isinstance(found, int):
            return httpx2.Response(found)
        return httpx2.Response(200, headers=EVENT_STREAM, stream=found)


class Reconnecting:
    """Reads events on a clock of its own: `found` is what came until it ended, however it did."""

    def __init__(self, loop: str, patch: pytest.MonkeyPatch) -> None:
        self.loop = loop
        self.clock = Clock(patch)
        self.found: list[str] = []

    def read(self, server: Streams, **options: Any) -> None:
        given: dict[str, Any] = {"timeout": Timeout(total=None)} | options
        if self.loop:
            self.clock.run(self._read(server, given), self.loop)
            return
        with client_for(server, **given) as client, client.stream(get(EventStream(str))) as streamed:
            for event in streamed.events(reconnect=True):
                self.found.append(event.data)

    async def _read(self, server: Streams, options: dict[str, Any]) -> None:
        async with async_client_for(server, **options) as client, client.stream(get(EventStream(str))) as streamed:
            async for event in streamed.events(reconnect=True):
                self.found.append(event.data)


@pytest.fixture(params=["", "asyncio", "trio"], ids=["sync", "asyncio", "trio"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Reconnecting:
    return Reconnecting(request.param, monkeypatch)


def test_reconnecting(reader: Reconnecting) -> None:
    """With the last id, after the time that the server asks for, until it says that there is no more."""
    server = Streams(
        Both(b"retry: 20000\nid: a\ndata: 1\n\ndata: lost"),
        Both(b"data: 2\n\n", httpx2.ReadError("reset")),
        Both(b"id\nretry: 5000\ndata: 3\n\n"),
    )
    reader.read(server)
    assert reader.found == ["1", "2", "3"]
    assert server.seen == [None, "a", "a", None]
    assert reader.clock.elapsed() == pytest.approx(20 + 20 + 5)


def test_reconnecting_waits_three_seconds_where_nothing_is_said(reader: Reconnecting) -> None:
    reader.read(Streams(Both(b"data: 1\n\n")))
    assert reader.found == ["1"]
    assert reader.clock.elapsed() == pytest.approx(3)


@pytest.mark.parametrize("attempts", [1, 2, 5])
@pytest.mark.parametrize("body", [b"", b"retry: 10\n\n", b": still here\n\n", b"data: half"])
def test_reconnecting_ends_where_nothing_comes(reader: Reconnecting, body: bytes, attempts: int) -> None:
    """A stream that ends without a single event, as many times in a row as there are attempts, has ended for good."""
    server = Streams(then=Both(body))
    reader.read(server, retry=Retry(attempts=attempts))
    assert reader.found == []
    assert len(server.seen) == attempts


def test_reconnecting_ends_with_what_broke_it(reader: Reconnecting) -> None:
    server = Streams(then=Both(b"retry: 1\n\n", httpx2.ReadError("reset")))
    with pytest.raises(ConnectionFailed):
        reader.read(server, retry=Retry(attempts=3))
    assert len(server.seen) == 3


def test_an_event_is_progress(reader: Reconnecting) -> None:
    """Only what comes in a row without one is counted."""
    quiet, full = Both(b""), Both(b"data: x\n\n")
    server = Streams(quiet, full, quiet, full, quiet, full, then=quiet)
    reader.read(server, retry=Retry(attempts=2))
    assert reader.found == ["x"] * 3
    assert len(server.seen) == 8


@pytest.mark.parametrize("body", [b"data: x\n\n", b"retry: 900000\n\ndata: x\n\n"])
def test_reconnecting_ends_with_the_call(reader: Reconnecting, body: bytes) -> None:
    """A wait that would be longer than the call has left is not begun."""
    server = Streams(then=Both(body))
    with pytest.raises(TimedOut, match="total timeout"):
        reader.read(server, timeout=100)
    assert reader.clock.elapsed() <= 100
    assert len(reader.found) == (1 if b"retry" in body else 34)


def test_an_error_status_ends_reconnecting(reader: Reconnecting) -> None:
    server = Streams(Both(b"data: x\n\n"), then=404)
    with pytest.raises(NotFound):
        reader.read(server)
    assert reader.found == ["x"]
    assert len(server.seen) == 2


@both
def test_what_cannot_be_repeated_does_not_reconnect(read: Read) -> None:
    post = API.operation("POST", ("/x",), responses={200: EventStream(str)}).request()
    with pytest.raises(ConfigurationError, match="cannot reconnect"):
        read(streaming("text/event-stream", b"")[0], post, "events", reconnect=True)


# --- cutting ----------------------------------------------------------------------------------------


def test_long_streams_are_cut_in_linear_time() -> None:
    with at_most(10):
        lines = Lines(10_000_000)
        for _ in range(200_000):
            lines.feed(b"xxxxx")
        assert len(lines.end()[0]) == 1_000_000


def test_limits_of_cutting() -> None:
    with pytest.raises(TooLong):
        Pieces(3).feed(b"abcd")
    with pytest.raises(TooLong):
        list(Events(10).feed(b"data: 12345\ndata: 123456\n"))
    with pytest.raises(TooLong):
        list(Events(10).feed(b"data:\n" * 12))
    assert [each.data for each in Events(10).feed(b"data:\n" * 11 + b"\n")] == ["\n" * 10]
