"""A small API, a client for it over a handler, and servers on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Unpack

import httpx2
import pytest

from runtime import (
    Api,
    ApiKey,
    BaseAsyncClient,
    BasicAuth,
    HttpBasic,
    HttpBearer,
    Json,
    Meta,
    Model,
    Path,
    Query,
    Request,
    Server,
    SyncClient,
)
from runtime.options import BaseOptions

BASIC = HttpBasic("basic")
BEARER = HttpBearer("bearer")
KEY_HEADER = ApiKey("keyInHeader", "X-Api-Key", "header")
KEY_QUERY = ApiKey("keyInQuery", "api_key", "query")
KEY_COOKIE = ApiKey("keyInCookie", "session", "cookie")

API = Api(
    title="Pets",
    version="2.1.0",
    servers=(Server("https://pets.example.com/v1"),),
    security_schemes=(BASIC, BEARER, KEY_HEADER, KEY_QUERY, KEY_COOKIE),
)


class Pet(Model):
    """A pet."""

    id: int
    name: str
    tag: str | None = None


class Fault(Model):
    """What the API answers in case of an error."""

    code: int
    message: str


Name = Annotated[str, Meta(min_length=2, max_length=20, pattern="^[a-z]+\\Z")]

GET_PET = API.operation(
    "GET",
    ("/pets/", 0),
    parameters=(Path("petId", str), Query("limit", int)),
    responses={200: Json(lambda: Pet), "4XX": Json(lambda: Fault)},
    security=((BASIC,), (BEARER,), (KEY_HEADER,), (KEY_QUERY,), (KEY_COOKIE,)),
)

SECRET = "hunter2-TOP-secret"


def get_pet(pet_id: str, *, limit: int | None = None) -> Request[Pet]:
    """Fetch a pet."""
    return GET_PET.request(pet_id, limit)


Handler = Callable[[httpx2.Request], httpx2.Response]


def client_for(handler: Handler, credentials: Any = None, **options: Unpack[BaseOptions]) -> SyncClient:
    """A client whose requests go to a function."""
    return SyncClient(API, credentials or {}, transport=httpx2.MockTransport(handler), **options)


def async_client_for(handler: Handler, credentials: Any = None, **options: Unpack[BaseOptions]) -> BaseAsyncClient:
    """An asynchronous client whose requests go to a function."""
    return BaseAsyncClient(API, credentials or {}, transport=httpx2.MockTransport(handler), **options)


def sent_by(request: Request[Any], credentials: Any = None, **options: Unpack[BaseOptions]) -> httpx2.Request:
    """What a client hands to its transport for a request."""
    seen: list[httpx2.Request] = []

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        outgoing.read()
        seen.append(outgoing)
        return httpx2.Response(200, json={"id": 1, "name": "rex"})

    with client_for(handler, credentials, **options) as client:
        client.send(request)
    return seen[0]


def answering(status: int = 200, **response: Any) -> Handler:
    """A handler that always gives the same answer."""
    return lambda request: httpx2.Response(status, **response)


ALL_CREDENTIALS = [
    pytest.param(BASIC, BasicAuth("rex", SECRET), id="basic"),
    pytest.param(BEARER, SECRET, id="bearer"),
    pytest.param(KEY_HEADER, SECRET, id="key in header"),
    pytest.param(KEY_QUERY, SECRET, id="key in query"),
    pytest.param(KEY_COOKIE, SECRET, id="key in cookie"),
]
"""A credential of each kind, with the scheme that takes it."""


@contextmanager
def raw_server(*scripts: Callable[[socket.socket, bytes], None]) -> Iterator[tuple[str, list[bytes]]]:
    """A server that reads a request's head and leaves the rest to one script per connection.

    Gives its base URL and the requests as they came over the wire.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)
    requests: list[bytes] = []

    def serve() -> None:
        for script in scripts:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            try:
                with connection:
                    connection.settimeout(10)
                    data = b""
                    while b"\r\n\r\n" not in data:
                        piece = connection.recv(65_536)
                        if not piece:
                            break
                        data += piece
                    requests.append(data)
                    script(connection, data)
            except OSError:
                pass  # the client has gone, which is what some tests are about

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", requests
    finally:
        listener.shutdown(socket.SHUT_RDWR)  # wakes a thread that waits for a connection
        listener.close()
        thread.join(timeout=15)


def reply(body: bytes = b'{"id":1,"name":"rex"}', *, status: str = "200 OK", headers: str = "") -> Any:
    """A script for `raw_server` that answers and closes."""

    def script(connection: socket.socket, _: bytes) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n{headers}"
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    return script
