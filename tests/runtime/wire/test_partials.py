"""Downloads that go on where another call, or another process, was interrupted."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest

from runtime import Bytes, Retry, SyncClient
from runtime.errors import ConnectionFailed, ResponseTooLarge
from tests.runtime.wire.support import API, KEY_QUERY, SECRET, raw_server
from tests.runtime.wire.test_downloads import BROKEN, server
from tests.runtime.wire.test_streaming import Both, Read, read_async, read_sync

FILE = API.operation("GET", ("/files/report.pdf",), responses={200: Bytes("*/*")}).request()
OTHER = API.operation("GET", ("/files/other.pdf",), responses={200: Bytes("*/*")}).request()
ONCE: dict[str, Any] = {"retry": Retry(attempts=1)}
both = pytest.mark.parametrize("read", [read_sync, read_async])

FIRST = (200, {"ETag": '"v1"', "Content-Length": "6"}, b"abc", BROKEN)
AGAIN = (200, {"ETag": '"v1"', "Content-Length": "6"}, b"a", BROKEN)
REST = (206, {"Content-Range": "bytes 3-5/6", "ETag": '"v1"'}, b"def")


def resumed(read: Read, request: Any, path: Path, *answers: Any) -> list[str | None]:
    """Download with these answers; the result are the ranges that were asked for."""
    handler, seen = server(*answers)
    read(handler, request, "to_file", path, resume=True, options=ONCE)
    return [each.headers.get("range") for each in seen]


def interrupted(read: Read, path: Path, *answers: Any) -> None:
    with pytest.raises(ConnectionFailed):
        resumed(read, FILE, path, *(answers or (FIRST,)))


@both
def test_the_rest_comes_with_the_next_call(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x"
    interrupted(read, path)
    assert sorted(os.listdir(tmp_path)) == ["x.part", "x.part.json"]
    interrupted(read, path, AGAIN, (206, {"Content-Range": "bytes 3-5/6"}, b"d", BROKEN))
    rest = (206, {"Content-Range": "bytes 4-5/6", "ETag": '"v1"'}, b"ef")
    assert resumed(read, FILE, path, AGAIN, rest) == [None, "bytes=4-"]
    assert path.read_bytes() == b"abcdef"
    assert os.listdir(tmp_path) == ["x"]


@both
def test_a_folder(read: Read, tmp_path: Path) -> None:
    for answers, is_whole in (((FIRST,), False), ((AGAIN, REST), True)):
        handler, _ = server(*answers)
        if is_whole:
            assert read(handler, FILE, "to_folder", tmp_path, resume=True, options=ONCE) == tmp_path / "report.pdf"
        else:
            with pytest.raises(ConnectionFailed):
                read(handler, FILE, "to_folder", tmp_path, resume=True, options=ONCE)
    assert os.listdir(tmp_path) == ["report.pdf"]
    assert (tmp_path / "report.pdf").read_bytes() == b"abcdef"


WHOLE: list[tuple[str, Any]] = [
    ("it has changed", (200, {"ETag": '"v2"', "Content-Length": "6"}, b"uvwxyz")),
    ("nothing says what it is", (200, {"Content-Length": "6"}, b"uvwxyz")),
    ("it has become shorter", (200, {"ETag": '"v1"', "Content-Length": "2"}, b"uv")),
]


@both
@pytest.mark.parametrize("answer", [row[1] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_another_state_is_fetched_whole(read: Read, tmp_path: Path, answer: Any) -> None:
    path = tmp_path / "x"
    interrupted(read, path)
    assert resumed(read, FILE, path, answer) == [None]
    assert path.read_bytes() == answer[2]
    assert os.listdir(tmp_path) == ["x"]


@both
def test_the_part_of_another_url_is_not_used(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x"
    interrupted(read, path)
    assert resumed(read, OTHER, path, (200, {"ETag": '"v1"', "Content-Length": "6"}, b"uvwxyz")) == [None]
    assert path.read_bytes() == b"uvwxyz"


@both
def test_a_server_that_gives_no_ranges(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x"
    interrupted(read, path)
    whole = (200, {"ETag": '"v1"', "Content-Length": "6"}, b"abcdef")
    assert resumed(read, FILE, path, AGAIN, whole) == [None, "bytes=3-"]
    assert path.read_bytes() == b"abcdef"


@both
@pytest.mark.parametrize("length", [{"Content-Length": "3"}, {}])
def test_a_part_that_is_all_of_it(read: Read, tmp_path: Path, length: dict[str, str]) -> None:
    path = tmp_path / "x"
    interrupted(read, path, (200, {"ETag": '"v1"'}, b"abc", BROKEN))
    asked: list[Any] = [] if length else [(416, {"Content-Range": "bytes */3"})]
    resumed(read, FILE, path, (200, {"ETag": '"v1"', **length}, b"a", BROKEN), *asked)
    assert path.read_bytes() == b"abc"
    assert os.listdir(tmp_path) == ["x"]


@both
def test_what_is_of_no_use_does_not_stay(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "x"
    interrupted(read, path, (200, {}, b"abc", BROKEN))
    interrupted(read, path, (200, {"ETag": '"v1"'}, BROKEN))
    handler, _ = server((200, {"ETag": '"v1"'}, b"x" * 100))
    with pytest.raises(ResponseTooLarge):
        read(handler, FILE, "to_file", path, resume=True, options={"max_response_bytes": 10})
    assert os.listdir(tmp_path) == []


@both
@pytest.mark.parametrize("note", [b"", b"{", b'{"request":1}', b'{"request":"x","validator":"\\"v1\\""}', b"\xff"])
def test_a_note_that_says_nothing(read: Read, tmp_path: Path, note: bytes) -> None:
    path = tmp_path / "x"
    (tmp_path / "x.part").write_bytes(b"old")
    (tmp_path / "x.part.json").write_bytes(note)
    assert resumed(read, FILE, path, (200, {"ETag": '"v1"', "Content-Length": "3"}, b"new")) == [None]
    assert path.read_bytes() == b"new"


def test_links_are_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    part = tmp_path / "x.part"
    for link in (part.symlink_to, part.hardlink_to):
        link(precious)
        with pytest.raises(OSError, match=r"not a file of its own|symbolic links"):
            resumed(read_sync, FILE, tmp_path / "x", FIRST)
        part.unlink()
    assert precious.read_bytes() == b"mine"


def test_two_calls_do_not_write_the_same_file(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    body = Both(b"abc", b"def")

    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers={"ETag": '"v1"'}, stream=body)

    from runtime.partials import Partial

    with Partial(tmp_path / "x").open(), pytest.raises(BlockingIOError, match="another download is writing"):
        read_sync(handler, FILE, "to_file", tmp_path / "x", resume=True)
    assert read_sync(handler, FILE, "to_file", tmp_path / "x", resume=True).read_bytes() == b"abcdef"


def test_a_note_holds_no_credential(tmp_path: Path) -> None:
    operation = API.operation("GET", ("/f",), responses={200: Bytes("*/*")}, security=((KEY_QUERY,),))
    handler, _ = server(FIRST)
    transport = httpx2.MockTransport(handler)
    with (
        SyncClient(API, {KEY_QUERY: SECRET}, transport=transport, retry=None) as client,
        client.stream(operation.request()) as streamed,
        pytest.raises(ConnectionFailed),
    ):
        streamed.to_file(tmp_path / "x", resume=True)
    note = (tmp_path / "x.part.json").read_text()
    assert json.loads(note)["validator"] == '"v1"'
    assert SECRET not in note


PROGRAM = """
import os
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from runtime import Api, Bytes, SyncClient
from runtime.downloads import Download
api = Api(title="Pets", version="2.1.0")
request = api.operation("GET", ("/files/report.pdf",), responses={200: Bytes("*/*")}).request()

def told(download, piece, write=Download.write):
    write(download, piece)
    print(os.stat(sys.argv[3] + ".part").st_size, flush=True)

Download.write = told
with SyncClient(api, {}, base_url=sys.argv[2]) as client, client.stream(request) as streamed:
    streamed.to_file(Path(sys.argv[3]), resume=True)
"""


def test_a_process_that_was_killed(tmp_path: Path) -> None:
    size = 1_000_000
    data = os.urandom(size)
    path = tmp_path / "x"

    def some(connection: socket.socket, _: bytes) -> None:
        head = f'HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nETag: "v1"\r\nContent-Length: {size}\r\n\r\n'
        connection.sendall(head.encode() + data[: size // 2])
        connection.recv(1)  # nothing more comes until the client has gone

    def rest(connection: socket.socket, head: bytes) -> None:
        start = int(head.partition(b"Range: bytes=")[2].partition(b"-")[0])
        said = f"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{size - 1}/{size}\r\n"
        connection.sendall(f"{said}Content-Length: {size - start}\r\n\r\n".encode() + data[start:])

    with raw_server(some, some, rest) as (url, requests):
        templates = Path(__file__).parents[3] / "templates"
        command = [sys.executable, "-c", PROGRAM, str(templates), url, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert any(int(line) > size // 4 for line in child.stdout)
            child.kill()
        part = tmp_path / "x.part"
        had = part.stat().st_size
        assert had > size // 4
        with SyncClient(API, {}, base_url=url) as client, client.stream(FILE) as streamed:
            assert streamed.to_file(path, resume=True) == path
    assert path.read_bytes() == data
    assert f'Range: bytes={had}-\r\nIf-Range: "v1"'.encode() in requests[2]
    assert os.listdir(tmp_path) == ["x"]
