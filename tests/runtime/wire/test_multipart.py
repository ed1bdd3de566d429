"""Multipart bodies: what a real framework reads in them, and files that are never in memory."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import socket
import threading
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path as FilePath
from typing import Any

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request as StarletteRequest
from starlette.responses import JSONResponse
from starlette.routing import Route

from runtime import BaseAsyncClient, Encoding, File, Header, Json, Model, Multipart, SyncClient
from runtime.errors import InvalidBody
from tests.runtime.wire.support import API, Pet

SIZE = 200 * 1024 * 1024


class Upload(Model, extra=str):
    """A multipart body with a part of each kind."""

    file: bytes | None = None
    files: list[bytes] | None = None
    title: str | None = None
    count: int | None = None
    pet: Pet | None = None
    pets: list[Pet] | None = None
    tags: list[str] | None = None


ENCODING = {
    "file": Encoding(
        content_type="image/png, image/jpeg",
        headers=(Header("X-Rate", int, required=True), Header("X-Note", str)),
    ),
    "pet": Encoding(content_type="application/vnd.pet+json"),
}
UPLOAD = API.operation(
    "POST",
    ("/upload",),
    body=Multipart(lambda: Upload),
    responses={200: Json(lambda: list[Any])},
)
WITH_HEADERS = API.operation(
    "POST", ("/upload",), body=Multipart(lambda: Upload, encoding=ENCODING), responses={200: Json(lambda: list[Any])}
)


async def receive(request: StarletteRequest) -> JSONResponse:
    """What Starlette (python-multipart) reads: name, file name, media type, text or digest, own headers."""
    found: list[Any] = []
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                digest, size = hashlib.sha256(), 0
                while piece := await value.read(1 << 20):
                    digest.update(piece)
                    size += len(piece)
                shown = digest.hexdigest() if size > 100 else None
                await value.seek(0)
                content = shown or (await value.read()).decode("latin-1")
                own = {key: text for key, text in value.headers.items() if key.startswith("x-")}
                found.append([name, value.filename, value.content_type, content, own])
            else:
                found.append([name, None, None, value, {}])
    return JSONResponse([*found, request.headers.get("content-length")])


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    """The URL of Starlette on loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    app = Starlette(routes=[Route("/upload", receive, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


def sent_sync(base_url: str, request: Any) -> list[Any]:
    with SyncClient(API, {}, base_url=base_url) as client:
        return list(client.call(request))


def sent_async(base_url: str, request: Any) -> list[Any]:
    async def run() -> list[Any]:
        async with BaseAsyncClient(API, {}, base_url=base_url) as client:
            return list(await client.call(request))

    return asyncio.run(run())


both = pytest.mark.parametrize("send", [sent_sync, sent_async])


@both
def test_every_kind_of_part(base_url: str, send: Any, tmp_path: FilePath) -> None:
    (tmp_path / "b.txt").write_bytes(b"from disk")
    on_disk = File.open(tmp_path / "b.txt")
    value = Upload(
        file=File(b"\x89PNG", "a.png"),
        files=[b"1", File(b"2", "b.bin", "application/x-b"), on_disk, File.open(io.BytesIO(b"x"))],
        title='ä\r\n--"',
        count=3,
        pet=Pet(id=1, name="rex"),
        pets=[Pet(id=2, name="a"), Pet(id=3, name="b")],
        tags=["a", "b"],
    )
    *found, length = send(base_url, UPLOAD.request(body=value))
    assert int(length) > 0
    assert found == [
        ["file", "a.png", "image/png", "\x89PNG", {}],
        ["files", "files", "application/octet-stream", "1", {}],
        ["files", "b.bin", "application/x-b", "2", {}],
        ["files", "b.txt", "text/plain", "from disk", {}],
        ["files", "files", "application/octet-stream", "x", {}],
        ["title", None, None, 'ä\r\n--"', {}],
        ["count", None, None, "3", {}],
        ["pet", None, None, '{"id":1,"name":"rex"}', {}],
        ["pets", None, None, '{"id":2,"name":"a"}', {}],
        ["pets", None, None, '{"id":3,"name":"b"}', {}],
        ["tags", None, None, "a", {}],
        ["tags", None, None, "b", {}],
    ]


NAMES = [
    'a".png',
    "a\\b.png",
    'a\\".png',
    "Ä ö 漢字 🐍.png",
    "a;b=c.png",
    "a, b.png",
    "%22.png",
    "a'b.png",
    "../../etc/passwd",
    " a ",
]
EVIL = ['a"\r\nX-Evil: 1\r\n\r\nb', "a\nb", "a\rb", "a\0b", 'x"; filename="y']


@pytest.mark.parametrize("name", NAMES)
def test_names_arrive_as_they_are(base_url: str, name: str) -> None:
    value = Upload(file=File(b"x", name, "image/png"), extra_fields={name: "text"})
    *found, _ = sent_sync(base_url, UPLOAD.request(body=value))
    assert [(each[0], each[1], each[3]) for each in found] == [("file", name, "x"), (name, None, "text")]


@pytest.mark.parametrize("name", EVIL)
def test_a_name_cannot_add_anything(base_url: str, name: str) -> None:
    value = Upload(file=File(b"x", name, "image/png"), extra_fields={name: "text"})
    *found, _ = sent_sync(base_url, UPLOAD.request(body=value))
    assert [(each[3], each[4]) for each in found] == [("x", {}), ("text", {})]
    expected = "".join(f"%{ord(each):02X}" if ord(each) < 32 else each for each in name)
    assert [found[0][1], found[1][0]] == [expected, expected]


def test_headers_of_parts(base_url: str) -> None:
    value = Upload(file=File(b"x", "a.png"), title="t")
    headers = {"file": {"x-rate": 5, "X-Note": "a b"}}
    *found, _ = sent_sync(base_url, WITH_HEADERS.request(body=value, part_headers=headers))
    assert found[0] == ["file", "a.png", "image/png", "x", {"x-rate": "5", "x-note": "a b"}]
    assert found[1] == ["title", None, None, "t", {}]


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        (None, r"part 'file': .*X-Rate.* is required"),
        ({"file": {"X-Rate": "many"}}, "X-Rate.* expected an integer"),
        ({"file": {"X-Rate": 1, "X-Note": "a\r\nX-Evil: 1"}}, "X-Note.* control character"),
        ({"file": {"X-Rate": 1, "X-Evil": "1"}}, "the body has no header 'X-Evil' for its part 'file'"),
        ({"title": {"X-Rate": 1}}, "the body has no header 'X-Rate' for its part 'title'"),
    ],
)
def test_headers_that_may_not_be_sent(headers: Any, message: str) -> None:
    with pytest.raises(InvalidBody, match=message):
        WITH_HEADERS.request(body=Upload(file=b"x"), part_headers=headers)


def test_a_part_that_is_not_there_needs_no_headers(base_url: str) -> None:
    assert sent_sync(base_url, WITH_HEADERS.request(body=Upload(title="t")))[0][0] == "title"


# --- files that stay on disk ------------------------------------------------------------------------


class Counting(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Reads what is sent, piece by piece, and keeps only how much it was."""

    def __init__(self) -> None:
        self.count = 0
        self.largest = 0
        self.headers = httpx2.Headers()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        self.headers = request.headers
        assert isinstance(request.stream, httpx2.SyncByteStream)
        for piece in request.stream:
            self._take(piece)
        return httpx2.Response(200, json=[])

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.headers = request.headers
        assert isinstance(request.stream, httpx2.AsyncByteStream)
        async for piece in request.stream:
            self._take(piece)
        return httpx2.Response(200, json=[])

    def _take(self, piece: bytes) -> None:
        self.count += len(piece)
        self.largest = max(self.largest, len(piece))


@pytest.fixture
def large(tmp_path: FilePath) -> FilePath:
    """A sparse file of 200 MB."""
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(SIZE)
    return path


@contextlib.contextmanager
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


@pytest.mark.parametrize("kind", ["path", "opened"])
@pytest.mark.parametrize("is_async", [False, True])
def test_a_large_file_is_never_in_memory(large: FilePath, kind: str, is_async: bool) -> None:
    transport = Counting()
    with contextlib.ExitStack() as stack:
        stack.enter_context(little_memory())
        file = File.open(large if kind == "path" else stack.enter_context(large.open("rb")))
        request = UPLOAD.request(body=Upload(file=file, title="t"))
        if is_async:

            async def run() -> None:
                async with BaseAsyncClient(API, {}, transport=transport) as client:
                    await client.call(request)

            asyncio.run(run())
        else:
            with SyncClient(API, {}, transport=transport) as client:
                client.call(request)
                client.call(request)
                transport.count //= 2
    assert SIZE < transport.count < SIZE + 1_000
    assert transport.headers["content-length"] == str(transport.count)
    assert transport.largest <= 65_536


def test_a_file_of_unknown_length_is_sent_in_chunks(base_url: str) -> None:
    class Pipe(io.RawIOBase):
        """What cannot be searched."""

        def __init__(self) -> None:
            self.pieces = [b"a" * 10, b"b" * 10, b""]

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            return self.pieces.pop(0)

    request = UPLOAD.request(body=Upload(file=File.open(Pipe(), "pipe.bin")))  # type: ignore[arg-type]
    assert request.payload is not None
    assert not request.payload.is_repeatable
    found, length = sent_sync(base_url, request)
    assert found[:4] == ["file", "pipe.bin", "application/octet-stream", "a" * 10 + "b" * 10]
    assert length is None


def test_files_that_cannot_be_sent(tmp_path: FilePath) -> None:
    with pytest.raises(FileNotFoundError):
        File.open(tmp_path / "none")
    (tmp_path / "a").write_text("x")
    with (tmp_path / "a").open() as file, pytest.raises(TypeError, match="opened in binary mode"):
        File.open(file)  # type: ignore[arg-type]


def test_pieces_in_an_async_file_are_no_file() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"x"

    with pytest.raises(InvalidBody, match="/file"):
        UPLOAD.request(body=Upload(file=pieces()))  # type: ignore[arg-type]


def test_curl_shows_where_files_come_from(large: FilePath) -> None:
    value = Upload(file=File.open(large), title="t")
    request = WITH_HEADERS.request(body=value, part_headers={"file": {"X-Rate": 1}})
    shown = request.to_curl()
    assert "--form 'file=@large.bin;type=image/png;headers=\"X-Rate: 1\"'" in shown
    assert "--form-string 'title=t'" in shown
