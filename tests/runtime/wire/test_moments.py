"""Calls that end, and processes that fork, at any moment in which a token is obtained."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import anyio
import httpx2
import pytest

from runtime import BaseAsyncClient, Bytes, File, Model, Multipart, SyncClient
from runtime.downloads import Download
from runtime.errors import TimedOut, TokenError
from runtime.grants import AuthorizationCode, ClientCredentials, RefreshToken, Tokens
from runtime.lazy import loading
from tests.runtime.wire.clock import Clock
from tests.runtime.wire.oauth_support import OAUTH, request_for
from tests.runtime.wire.support import API
from tests.runtime.wire.test_lifecycle import forks, in_child

REQUEST = request_for((OAUTH,))
loops = pytest.mark.parametrize("loop", ["asyncio", "trio"])


class Rotating:
    """An authorization server that replaces each refresh token, slowly, and takes every one only once."""

    def __init__(self, *, pauses: int = 0, held: anyio.Event | None = None) -> None:
        self.current = 1
        self.pauses = pauses
        self.held = held
        self.refused = 0

    async def __call__(self, request: httpx2.Request) -> httpx2.Response:
        body = (await request.aread()).decode()
        if request.url.host == "pets.example.com":
            return httpx2.Response(200, json={"id": 1, "name": "rex"})
        if f"R{self.current}" not in body:
            self.refused += 1
            return httpx2.Response(400, json={"error": "invalid_grant"})
        self.current += 1
        for _ in range(self.pauses):
            await anyio.sleep(0)
        if self.held is not None:
            await self.held.wait()
        return httpx2.Response(200, json={"access_token": "T", "refresh_token": f"R{self.current}"})


def client_of(server: Any, grant: Any, **options: Any) -> BaseAsyncClient:
    return BaseAsyncClient(REQUEST.operation.api, {OAUTH: grant}, transport=httpx2.MockTransport(server), **options)


@loops
@pytest.mark.parametrize("moment", range(0, 40, 2))
def test_a_call_that_is_cancelled_at_any_moment_loses_no_refresh_token(loop: str, moment: int) -> None:
    told: list[str] = []

    async def tell(tokens: Tokens) -> None:
        await anyio.sleep(0)
        assert tokens.refresh_token is not None
        told.append(tokens.refresh_token.reveal())

    async def run() -> None:
        server = Rotating(pauses=10)
        async with client_of(server, RefreshToken("R1", "id", on_tokens=tell)) as client:
            async with anyio.create_task_group() as group:
                group.start_soon(client.call, REQUEST)
                for _ in range(moment):
                    await anyio.sleep(0)
                group.cancel_scope.cancel()
            assert (await client.call(REQUEST)).name == "rex"
            for _ in range(10):
                await anyio.sleep(0)
        assert server.refused == 0
        assert told == ["R2"]

    anyio.run(run, backend=loop)


@loops
def test_a_cancelled_call_does_not_wait_for_the_token(loop: str) -> None:
    async def run() -> None:
        held = anyio.Event()
        server = Rotating(held=held)
        async with client_of(server, RefreshToken("R1", "id")) as client:
            async with anyio.create_task_group() as group:
                group.start_soon(client.call, REQUEST)
                while server.current == 1:
                    await anyio.sleep(0)
                group.cancel_scope.cancel()
            names: list[str] = []

            async def other() -> None:
                names.append((await client.call(REQUEST)).name)

            async with anyio.create_task_group() as group:
                group.start_soon(other)
                group.start_soon(other)
                await anyio.sleep(0)
                held.set()
            assert names == ["rex", "rex"]
            assert server.refused == 0

    anyio.run(run, backend=loop)


@loops
def test_the_time_of_one_call_is_not_that_of_the_others(loop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token that a late call had begun to obtain comes all the same, or another call begins anew."""
    clock = Clock(monkeypatch)

    async def slowly(request: httpx2.Request) -> httpx2.Response:
        if request.url.host != "pets.example.com":
            await anyio.sleep(5)
        return httpx2.Response(200, json={"id": 1, "name": "rex", "access_token": "T"})

    async def run(grant: Any) -> None:
        ended: dict[float, str] = {}
        async with client_of(slowly, grant, timeout=60) as client:

            async def call(timeout: float) -> None:
                try:
                    ended[timeout] = (await client.with_options(timeout=timeout).call(REQUEST)).name
                except (TimedOut, TokenError) as error:
                    ended[timeout] = f"{type(error).__name__} after {clock.elapsed():.0f} s"

            async with anyio.create_task_group() as group:
                group.start_soon(call, 1.0)
                await anyio.sleep(0.5)
                group.start_soon(call, 20.0)
                group.start_soon(call, 30.0)
        assert ended == {1.0: "TimedOut after 1 s", 20.0: "rex", 30.0: "rex"}

    for grant in (ClientCredentials("id", "secret"), RefreshToken("R1", "id")):
        clock.began = clock.time
        clock.run(run(grant), loop)


@loops
def test_a_code_that_is_good_once_is_not_lost(loop: str) -> None:
    async def run() -> None:
        server = Rotating(pauses=5)
        grant = AuthorizationCode("R1", client_id="id", redirect_uri="https://app.example.com", code_verifier="v" * 50)
        async with client_of(server, grant) as client:
            async with anyio.create_task_group() as group:
                group.start_soon(client.call, REQUEST)
                while server.current == 1:
                    await anyio.sleep(0)
                group.cancel_scope.cancel()
            assert (await client.call(REQUEST)).name == "rex"

    anyio.run(run, backend=loop)


@forks
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_while_another_thread_obtains_a_token() -> None:
    begun, go = threading.Event(), threading.Event()

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.host != "pets.example.com" and not begun.is_set():
            begun.set()
            go.wait(20)
        return httpx2.Response(200, json={"id": 1, "name": "rex", "access_token": "T"})

    def connect() -> httpx2.Client:
        return httpx2.Client(transport=httpx2.MockTransport(handler))

    client = SyncClient(REQUEST.operation.api, {OAUTH: ClientCredentials("id", "secret")}, timeout=20)
    client._session._connect = connect
    thread = threading.Thread(target=client.call, args=(REQUEST,))
    thread.start()
    assert begun.wait(20)
    assert in_child(lambda: client.call(REQUEST)) == "ok"
    go.set()
    thread.join(20)


@forks
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_waits_for_imports() -> None:
    """Their locks would be held for ever in the child."""
    begun, go = threading.Event(), threading.Event()
    imported: list[str] = []

    def work() -> None:
        with loading():
            begun.set()
            go.wait(20)
            imported.append("all of it")

    def check() -> None:
        assert imported == ["all of it"]
        with loading():
            pass

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(20)
    threading.Timer(0.05, go.set).start()
    assert in_child(check) == "ok"
    thread.join(20)


@loops
def test_files_are_not_written_in_the_event_loop(loop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: dict[str, int] = {}
    for name in ("__enter__", "begin", "write", "finish", "__exit__"):
        real = getattr(Download, name)

        def noted(*arguments: Any, name: str = name, real: Any = real) -> Any:
            threads[name] = threading.get_ident()
            return real(*arguments)

        monkeypatch.setattr(Download, name, noted)

    async def run() -> None:
        request = API.operation("GET", ("/x",), responses={200: Bytes("*/*")}).request()
        transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=b"x" * 1000))
        async with BaseAsyncClient(API, {}, transport=transport) as client, client.stream(request) as streamed:
            path = await streamed.to_file(tmp_path / "x")
        assert path.read_bytes() == b"x" * 1000

    anyio.run(run, backend=loop)
    assert len(threads) == 5
    assert threading.get_ident() not in threads.values()


class Noted(io.BytesIO):
    """An open file that knows in which threads it was read."""

    readers: ClassVar[list[int]] = []

    def read(self, size: int | None = -1, /) -> bytes:
        self.readers.append(threading.get_ident())
        return super().read(size)


class Form(Model):
    file: bytes
    more: list[bytes] | None = None


WHOLE = API.operation("PUT", ("/x",), body=Bytes("*/*"), responses={})
PARTS = API.operation("PUT", ("/x",), body=Multipart(lambda: Form), responses={})
UPLOADS: dict[str, Callable[[Path], Any]] = {
    "path": lambda path: WHOLE.request(body=path),
    "open file": lambda path: WHOLE.request(body=path.open("rb")),
    "file": lambda path: WHOLE.request(body=File.open(path)),
    "path in a form": lambda path: PARTS.request(body={"file": path}),
    "open file in a form": lambda path: PARTS.request(body={"file": path.open("rb")}),
    "file in a form": lambda path: PARTS.request(body=Form(file=File.open(path))),
    "list in a form": lambda path: PARTS.request(body={"file": b"", "more": [path, File.open(path)]}),
}


@loops
@pytest.mark.parametrize("kind", UPLOADS)
def test_files_are_not_read_in_the_event_loop(
    loop: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = os.urandom(300_000)
    path = tmp_path / "x"
    path.write_bytes(data)
    monkeypatch.setattr(Noted, "readers", [])
    monkeypatch.setattr(Path, "open", lambda *_, **__: Noted(data))
    received: list[bytes] = []

    async def take(request: httpx2.Request) -> httpx2.Response:
        received.append(await request.aread())
        return httpx2.Response(204)

    async def run() -> None:
        async with BaseAsyncClient(API, {}, transport=httpx2.MockTransport(take)) as client:
            await client.send(UPLOADS[kind](path))

    anyio.run(run, backend=loop)
    assert data in received[0]
    assert len(Noted.readers) >= 3
    assert threading.get_ident() not in Noted.readers
