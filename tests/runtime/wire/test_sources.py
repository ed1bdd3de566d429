"""Bodies that are sent while they are read: files, iterables, JSON Lines."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from runtime import Bytes, JsonLines, JsonSequence, Retry
from runtime.errors import InvalidBody, ServiceUnavailable
from tests.runtime.wire.support import API, Pet, async_client_for, client_for

PUT = API.operation("PUT", ("/x",), body=Bytes(), responses={})
LINES = API.operation("POST", ("/x",), body=JsonLines(lambda: Pet), responses={})
PETS = [Pet(id=1, name="rex"), Pet(id=2, name="fido")]


def sent_sync(request: Any, *statuses: int) -> list[httpx2.Request]:
    seen: list[httpx2.Request] = []
    left = list(statuses)

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        outgoing.read()
        seen.append(outgoing)
        return httpx2.Response(left.pop(0) if left else 204)

    with client_for(handler, retry=Retry(first_delay=0)) as client:
        client.call(request)
    return seen


def sent_async(request: Any, *statuses: int) -> list[httpx2.Request]:
    seen: list[httpx2.Request] = []
    left = list(statuses)

    async def handler(outgoing: httpx2.Request) -> httpx2.Response:
        await outgoing.aread()
        seen.append(outgoing)
        return httpx2.Response(left.pop(0) if left else 204)

    async def run() -> None:
        async with async_client_for(handler, retry=Retry(first_delay=0)) as client:  # type: ignore[arg-type]
            await client.call(request)

    asyncio.run(run())
    return seen


both = pytest.mark.parametrize("sent", [sent_sync, sent_async])
DATA = bytes(range(256)) * 1000


@both
def test_a_file_by_its_path(sent: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(DATA)
    requests = sent(PUT.request(body=path), 503)
    assert [request.content for request in requests] == [DATA, DATA]
    assert requests[0].headers["content-length"] == "256000"
    assert requests[0].headers["content-type"] == "application/octet-stream"


@both
def test_an_open_file_from_where_it_stands(sent: Any) -> None:
    file = io.BytesIO(DATA)
    file.seek(1000)
    requests = sent(PUT.request(body=file), 503)
    assert [request.content for request in requests] == [DATA[1000:]] * 2
    assert requests[0].headers["content-length"] == "255000"
    assert not file.closed


class Pipe(io.RawIOBase):
    """A file that cannot be rewound."""

    def __init__(self) -> None:
        self.left = 3

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.left -= 1
        return b"abc" if self.left >= 0 else b""


@both
def test_a_pipe_is_sent_once(sent: Any) -> None:
    (request,) = sent(PUT.request(body=Pipe()))
    assert request.content == b"abcabcabc"
    assert request.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in request.headers
    with pytest.raises(ServiceUnavailable):
        sent(PUT.request(body=Pipe()), 503)


@both
def test_pieces(sent: Any) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"one"
        yield b"two"

    assert sent(PUT.request(body=pieces()))[0].content == b"onetwo"
    assert [request.content for request in sent(PUT.request(body=[b"a", b"b"]), 503)] == [b"ab", b"ab"]
    with pytest.raises(ServiceUnavailable):
        sent(PUT.request(body=pieces()), 503)
    with pytest.raises(InvalidBody, match="must be bytes, not str"):
        sent(PUT.request(body=iter(["text"])))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    closed, released = io.BytesIO(DATA), memoryview(DATA)
    closed.close()
    released.release()
    for body in (closed, released):
        with pytest.raises(InvalidBody, match="the body cannot be read: it is closed"):
            PUT.request(body=body)
    with (tmp_path / "x.bin").open("wb") as file, pytest.raises(InvalidBody, match="opened in binary mode"):
        PUT.request(body=file)


@both
def test_a_file_that_gives_text(sent: Any) -> None:
    class Text:
        def read(self, size: int = -1) -> str:
            return "text"

    with pytest.raises(InvalidBody, match="must be bytes, not str"):
        sent(PUT.request(body=Text()))


def test_asynchronous_pieces() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"one"
        yield b"two"

    assert sent_async(PUT.request(body=pieces()))[0].content == b"onetwo"
    with pytest.raises(InvalidBody, match="need an asynchronous client"):
        sent_sync(PUT.request(body=pieces()))


@pytest.mark.parametrize("body", ["text", 5, {"a": b"b"}, ["text"], io.StringIO("text"), Pet(id=1, name="x")])
def test_what_is_no_binary_body(body: Any) -> None:
    with pytest.raises(InvalidBody):
        PUT.request(body=body)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidBody, match="the body cannot be read: No such file"):
        PUT.request(body=tmp_path / "x")


def test_a_file_is_not_read_for_a_command(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(DATA)
    assert "--data-binary @body" in PUT.request(body=path).to_curl()


# --- JSON Lines -------------------------------------------------------------------------------------


@both
def test_items_as_lines(sent: Any) -> None:
    expected = b'{"id":1,"name":"rex"}\n{"id":2,"name":"fido"}\n'
    (request,) = sent(LINES.request(body=PETS))
    assert request.content == expected
    assert request.headers["content-type"] == "application/jsonl"
    assert sent(LINES.request(body=iter(PETS)))[0].content == expected


def test_items_as_a_sequence() -> None:
    operation = API.operation("POST", ("/x",), body=JsonSequence(lambda: Pet), responses={})
    assert sent_sync(operation.request(body=PETS[:1]))[0].content == b'\x1e{"id":1,"name":"rex"}\n'


@both
def test_an_item_that_must_not_be_sent(sent: Any) -> None:
    wrong: Any = [*PETS, Pet(id="3", name="x")]  # type: ignore[arg-type]
    with pytest.raises(InvalidBody, match="/2/id"):
        LINES.request(body=wrong)
    with pytest.raises(InvalidBody, match=r"POST /x: the body cannot be sent: item 2: /id: expected"):
        sent(LINES.request(body=iter(wrong)))
    with pytest.raises(InvalidBody):
        LINES.request(body={"id": 1})


SEQUENCE = API.operation("POST", ("/x",), body=JsonSequence(lambda: Pet), responses={})


async def later(items: list[Any]) -> AsyncIterator[Any]:
    """Items that have to be waited for."""
    for item in items:
        await asyncio.sleep(0)
        yield item


@pytest.mark.parametrize(("operation", "before"), [(LINES, b""), (SEQUENCE, b"\x1e")])
def test_items_of_an_asynchronous_iterable(operation: Any, before: bytes) -> None:
    request = operation.request(body=later(PETS))
    assert not request.payload.is_repeatable
    (sent,) = sent_async(request)
    assert sent.content == before + b'{"id":1,"name":"rex"}\n' + before + b'{"id":2,"name":"fido"}\n'
    assert sent.headers["transfer-encoding"] == "chunked"


def test_asynchronous_items_need_an_asynchronous_client() -> None:
    with pytest.raises(InvalidBody, match="need an asynchronous client"):
        sent_sync(LINES.request(body=later(PETS)))


def test_an_asynchronous_item_that_must_not_be_sent() -> None:
    wrong: list[Any] = [PETS[0], {"id": "x", "name": "y"}]
    with pytest.raises(InvalidBody, match=r"POST /x: the body cannot be sent: item 1: /id: expected"):
        sent_async(LINES.request(body=later(wrong)))


def test_items_are_asked_for_as_they_are_sent() -> None:
    asked: list[int] = []

    def items() -> Iterator[Pet]:
        for number in range(3):
            asked.append(number)
            yield Pet(id=number, name="rex")

    request = LINES.request(body=items())
    assert asked == []
    assert request.payload is not None
    assert isinstance(request.payload.source, Iterable)
    pieces = iter(request.payload.source)
    assert (next(pieces), asked) == (b'{"id":0,"name":"rex"}\n', [0])
