"""Clients against real sockets on loopback: request lines, bombs, slow servers, broken answers."""

from __future__ import annotations

import asyncio
import gzip
import http.server
import shutil
import socket
import ssl
import subprocess
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import Any

import pytest

from runtime import BaseAsyncClient, Bytes, Json, MutualTls, Path, SecurityScheme, SyncClient, Timeout
from runtime.errors import (
    ApiError,
    ConnectionFailed,
    DecodeError,
    InvalidArgument,
    ResponseTooLarge,
    TimedOut,
)
from runtime.request import Request
from tests.effort import at_most
from tests.runtime.wire.support import API, Pet, get_pet, raw_server, reply

ANYTHING = API.operation("GET", ("/x",), responses={200: Bytes("*/*")}).request()

Caller = Callable[..., Any]


def call_sync(url: str, request: Request[Any], **options: Any) -> Any:
    options = {"retry": None} | options
    with SyncClient(API, {}, base_url=url, **options) as client:
        return client.send(request)


def call_async(url: str, request: Request[Any], **options: Any) -> Any:
    given: dict[str, Any] = {"retry": None} | options

    async def run() -> Any:
        async with BaseAsyncClient(API, {}, base_url=url, **given) as client:
            return await client.send(request)

    return asyncio.run(run())


both = pytest.mark.parametrize("call", [call_sync, call_async])


# --- what goes over the wire ------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("value", "target"),
    [
        ("1", b"/v1/pets/1"),
        ("a/../b", b"/v1/pets/a%2F..%2Fb"),
        ("x HTTP/1.1\r\nX-Admin: 1\r\n\r\n", b"/v1/pets/x%20HTTP%2F1.1%0D%0AX-Admin%3A%201%0D%0A%0D%0A"),
        ("?a=b#c", b"/v1/pets/%3Fa%3Db%23c"),
        ("//evil.example/", b"/v1/pets/%2F%2Fevil.example%2F"),
        ("...", b"/v1/pets/..."),
        ("%2F", b"/v1/pets/%252F"),
    ],
)
def test_the_request_line(call: Caller, value: str, target: bytes) -> None:
    with raw_server(reply()) as (url, requests):
        assert call(f"{url}/v1", get_pet(value)).body == Pet(id=1, name="rex")
    head = requests[0].split(b"\r\n")
    assert head[0] == b"GET " + target + b" HTTP/1.1"
    assert head[1] == b"Host: " + url.removeprefix("http://").encode()
    assert not any(line.startswith(b"X-Admin") for line in head)


def test_dots_never_reach_the_wire() -> None:
    with raw_server() as (url, requests), SyncClient(API, {}, base_url=f"{url}/v1") as client:
        for value in (".", "..", "%2e%2e", ".%2E", ""):
            with pytest.raises(InvalidArgument):
                client.call(get_pet(value))
    assert requests == []


def test_a_body_over_the_wire() -> None:
    create = API.operation("POST", ("/pets/", 0), parameters=(Path("id", int),), body=Json(lambda: Pet), responses={})

    def script(connection: socket.socket, head: bytes) -> None:
        body = head.partition(b"\r\n\r\n")[2]
        while len(body) < 21:
            body += connection.recv(100)
        reply(body)(connection, head)

    with raw_server(script) as (url, requests):
        response = call_sync(url, create.request(7, body=Pet(id=1, name="rex")))
    assert response.content == b'{"id":1,"name":"rex"}'
    assert b"POST /pets/7 HTTP/1.1\r\n" in requests[0]
    assert b"\r\nContent-Length: 21\r\n" in requests[0]


def test_connections_are_kept() -> None:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        connections: set[int] = set()  # noqa: RUF012 (shared on purpose)

        def do_GET(self) -> None:
            self.connections.add(id(self.connection))
            body = b'{"id":1,"name":"rex"}'
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        with SyncClient(API, {}, base_url=f"http://127.0.0.1:{server.server_port}") as client:
            for number in range(20):
                client.call(get_pet(str(number)))
        server.shutdown()
        thread.join()
    assert len(Handler.connections) == 1


# --- size -------------------------------------------------------------------------------------------


def coded(body: bytes, coding: str, *, length: int | None = None) -> Any:
    """A script that answers with a body in a content coding."""

    def script(connection: socket.socket, _: bytes) -> None:
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Encoding: {coding}\r\n"
            f"Content-Length: {len(body) if length is None else length}\r\nConnection: close\r\n\r\n"
        )
        connection.sendall(head.encode() + body)

    return script


def zeros(size: int) -> bytes:
    """So many zeros, compressed."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [compressor.compress(bytes(2**20)) for _ in range(size // 2**20)]
    return b"".join(pieces) + compressor.flush()


@both
def test_compressed_bodies(call: Caller) -> None:
    text = b"hello " * 1000
    for coding, body in (("gzip", gzip.compress(text)), ("deflate", zlib.compress(text)), ("identity", text)):
        with raw_server(coded(body, coding)) as (url, _):
            response = call(url, ANYTHING)
        assert response.body == text
        assert response.http.content == text


@both
@pytest.mark.parametrize(
    ("coding", "body", "kind", "message"),
    [
        (
            "gzip",
            zeros(64 * 2**20),
            ResponseTooLarge,
            "200: the body is too large: swells to more than 250 times",
        ),
        (
            "gzip, gzip",
            gzip.compress(zeros(64 * 2**20)),
            DecodeError,
            "200: 2 content codings on top of each other",
        ),
        ("br", b"x", DecodeError, "200: content coding 'br' is not supported"),
        ("gzip", b"not gzip", DecodeError, "200: the body cannot be decompressed"),
    ],
)
def test_bombs(call: Caller, coding: str, body: bytes, kind: type[ApiError], message: str) -> None:
    with at_most(10), raw_server(coded(body, coding)) as (url, _), pytest.raises(kind) as caught:
        call(url, ANYTHING)
    assert str(caught.value).startswith(message)


@both
def test_the_limit_of_a_body(call: Caller) -> None:
    def endless(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    with raw_server(endless) as (url, _), pytest.raises(ResponseTooLarge, match="more than 1,000,000 bytes"):
        call(url, ANYTHING, max_response_bytes=1_000_000)
    announced = "101 bytes are announced, 100 allowed"
    with raw_server(reply(b"x" * 101)) as (url, _), pytest.raises(ResponseTooLarge, match=announced):
        call(url, ANYTHING, max_response_bytes=100)
    with raw_server(reply(b"x" * 100)) as (url, _):
        assert call(url, ANYTHING, max_response_bytes=100).body == b"x" * 100
    compressed = coded(gzip.compress(b"x" * 101), "gzip")
    with raw_server(compressed) as (url, _), pytest.raises(ResponseTooLarge, match="more than 100 bytes"):
        call(url, ANYTHING, max_response_bytes=100)


# --- time -------------------------------------------------------------------------------------------

# On a real clock only that a call ends: when is for `test_deadlines`.


def stall(connection: socket.socket, _: bytes) -> None:
    """Says nothing until the client hangs up."""
    while connection.recv(65_536):
        pass


@both
def test_a_server_that_does_not_answer(call: Caller) -> None:
    with raw_server(stall) as (url, _), pytest.raises(TimedOut, match=r"\(total timeout\)"):
        call(url, ANYTHING, timeout=Timeout(total=0.2))


@both
def test_a_server_that_does_not_read(call: Caller) -> None:
    has_ended = threading.Event()

    def wait(*_: object) -> None:
        has_ended.wait(20)

    upload = API.operation("PUT", ("/x",), body=Bytes(), responses={}).request(body=bytes(50_000_000))
    with raw_server(wait) as (url, _):
        with pytest.raises(TimedOut, match=r"(total|write) timeout"):
            call(url, upload, timeout=Timeout(total=0.5, write=0.4))
        has_ended.set()


# --- broken answers ---------------------------------------------------------------------------------


@contextmanager
def closed_port() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


@both
def test_nobody_listens(call: Caller) -> None:
    with (
        closed_port() as url,
        pytest.raises(ConnectionFailed, match="GET /x: the connection failed") as caught,
    ):
        call(url, ANYTHING)
    assert not caught.value.may_have_been_sent
    assert "\n" not in str(caught.value)


def hang_up(connection: socket.socket, _: bytes) -> None:
    connection.close()


def truncated(connection: socket.socket, _: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")


def nonsense(connection: socket.socket, _: bytes) -> None:
    connection.sendall(b"\x00\x01\x02 nonsense\r\n\r\n")


def truncated_chunks(connection: socket.socket, _: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")


def many_headers(connection: socket.socket, _: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-Header: " + b"x" * 200_000)


@both
@pytest.mark.parametrize("script", [hang_up, truncated, nonsense, truncated_chunks, many_headers])
def test_broken_answers(call: Caller, script: Any) -> None:
    with raw_server(script) as (url, _), pytest.raises(ConnectionFailed) as caught:
        call(url, ANYTHING)
    assert caught.value.may_have_been_sent
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


# --- TLS --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    """A self-signed certificate for localhost, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl")
    path = tmp_path_factory.mktemp("tls") / "cert.pem"
    command = (
        f"{openssl} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        f"-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout {path}.key -out {path}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    path.write_text(path.read_text() + FilePath(f"{path}.key").read_text())
    return path


def test_an_unknown_certificate_is_refused(certificate: FilePath) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    mine = ssl.create_default_context(cafile=certificate)
    credentials: dict[SecurityScheme, Any] = {MutualTls("mtls"): mine}
    for given, succeeds in (({}, False), (credentials, True)):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(10)

            def serve(listener: socket.socket = listener) -> None:
                try:
                    with context.wrap_socket(listener.accept()[0], server_side=True) as connection:
                        connection.settimeout(10)
                        reply()(connection, connection.recv(65_536))
                except OSError:
                    pass  # the client has refused the certificate

            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            url = f"https://localhost:{listener.getsockname()[1]}"
            with SyncClient(API, given, base_url=url, timeout=5) as client:
                if succeeds:
                    assert client.call(get_pet("1")) == Pet(id=1, name="rex")
                else:
                    with pytest.raises(ConnectionFailed, match="certificate"):
                        client.call(get_pet("1"))
            thread.join()
