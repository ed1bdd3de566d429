"""One token for all: however many threads and tasks want one, one of them asks for it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest
import trio

from runtime import BaseAsyncClient, SyncClient
from runtime.errors import TimedOut, TokenError
from runtime.grants import (
    ClientCredentials,
)
from tests.runtime.wire.oauth_support import OAUTH, Answer, Login, request_for
from tests.runtime.wire.support import SECRET

REQUEST = request_for((OAUTH,))
GRANT = ClientCredentials("id", SECRET)
TOKEN = {"access_token": "one", "token_type": "Bearer"}


@pytest.mark.parametrize("fails", [False, True])
def test_threads_share_what_one_got(fails: bool) -> None:
    answers: Answer = httpx2.Response(401, json={"error": "invalid_client"}) if fails else TOKEN
    login = Login(answers)
    waiting, lock = threading.Event(), threading.Lock()
    client: SyncClient

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "login.example.com":
            waiting.wait(timeout=20)
        with lock:
            return login(request)

    def one(_: int) -> str:
        try:
            return str(client.call(REQUEST).name)
        except TokenError as error:
            return str(error.error)

    transport = httpx2.MockTransport(handler)
    with (
        SyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport) as client,
        ThreadPoolExecutor(50) as pool,
    ):
        granted: Any = client._credentials[OAUTH]
        acquire, arrived = granted.lock, threading.Semaphore(0)

        class Counted:
            def acquire(self, timeout: float) -> bool:
                arrived.release()
                return bool(acquire.acquire(timeout=timeout))

            def release(self) -> None:
                acquire.release()

        granted.lock = Counted()
        results = pool.map(one, range(50))
        for _ in range(50):
            assert arrived.acquire(timeout=20)
        waiting.set()
        assert list(results) == ["invalid_client" if fails else "rex"] * 50
    assert len(login.token_requests) == 1


@pytest.mark.parametrize("fails", [False, True])
def test_tasks_share_what_one_got(fails: bool) -> None:
    login = Login(httpx2.Response(401, json={"error": "invalid_client"}) if fails else TOKEN)

    async def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "login.example.com":
            for _ in range(300):
                await asyncio.sleep(0)
        return login(request)

    async def run() -> list[Any]:
        transport = httpx2.MockTransport(handler)
        async with BaseAsyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport) as client:
            return await asyncio.gather(*(client.call(REQUEST) for _ in range(100)), return_exceptions=True)

    results = asyncio.run(run())
    assert len(login.token_requests) == 1
    assert len(results) == 100
    if fails:
        assert {type(each) for each in results} == {TokenError}
        assert len({id(each) for each in results}) == 100
    else:
        assert {each.name for each in results} == {"rex"}


def test_a_call_whose_token_another_has_renewed_meanwhile() -> None:
    login = Login({"access_token": "a"}, {"access_token": "b"})

    async def run() -> list[Any]:
        slow = asyncio.Event()
        held: list[httpx2.Request] = []

        async def handler(request: httpx2.Request) -> httpx2.Response:
            if request.headers.get("authorization") == "Bearer a" and login.refused and not held:
                held.append(request)
                await slow.wait()
            return login(request)

        transport = httpx2.MockTransport(handler)
        async with BaseAsyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport) as client:
            await client.call(REQUEST)
            login.refused = {"Bearer a"}
            first = asyncio.create_task(client.call(REQUEST))
            while not held:
                await asyncio.sleep(0)
            second = await client.call(REQUEST)
            slow.set()
            return [await first, second]

    assert [each.name for each in asyncio.run(run())] == ["rex", "rex"]
    assert len(login.token_requests) == 2


def test_tasks_of_trio_share_too() -> None:
    login = Login(TOKEN)

    async def handler(request: httpx2.Request) -> httpx2.Response:
        await trio.lowlevel.checkpoint()
        return login(request)

    async def run() -> None:
        transport = httpx2.MockTransport(handler)
        async with (
            BaseAsyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport) as client,
            trio.open_nursery() as nursery,
        ):
            for _ in range(20):
                nursery.start_soon(client.call, REQUEST)

    trio.run(run)
    assert (len(login.token_requests), len(login.sent)) == (1, 20)


def test_what_is_rarely_used_is_not_imported() -> None:
    code = (
        "import sys; from runtime import OAuth2, SyncClient, Api; scheme = OAuth2('x');"
        "SyncClient(Api(title='x', version='1'), {scheme: 'token'});"
        "print(sorted({'grants', 'rotation', 'oauth', 'provider', 'authorization'}"
        " & {name.rpartition('.')[2] for name in sys.modules if name.startswith('runtime.')}))"
    )
    templates = Path(__file__).resolve().parents[3] / "templates"
    run = subprocess.run([sys.executable, "-c", code], cwd=templates, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_another_goes_on_where_the_first_was_cancelled() -> None:
    login = Login(TOKEN)

    async def run() -> None:
        begun, go = asyncio.Event(), asyncio.Event()

        async def handler(request: httpx2.Request) -> httpx2.Response:
            if request.url.host == "login.example.com" and not begun.is_set():
                begun.set()
                await go.wait()
            return login(request)

        transport = httpx2.MockTransport(handler)
        async with BaseAsyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport) as client:
            first = asyncio.create_task(client.send(REQUEST))
            await begun.wait()
            second = asyncio.create_task(client.send(REQUEST))
            await asyncio.sleep(0)
            first.cancel()
            assert (await second).status == 200
            assert first.cancelled()

    asyncio.run(run())
    assert len(login.token_requests) == 1


def test_waiting_ends_with_the_call() -> None:
    held = threading.Event()

    def handler(request: httpx2.Request) -> httpx2.Response:
        held.wait(timeout=20)
        return httpx2.Response(200, json=TOKEN | {"id": 1, "name": "rex"})

    transport = httpx2.MockTransport(handler)
    with (
        SyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        first = pool.submit(client.call, REQUEST)
        while not client._credentials[OAUTH].lock.locked():  # type: ignore[union-attr]
            pass
        with pytest.raises(TimedOut) as caught:
            client.with_options(timeout=0.05).call(REQUEST)
        held.set()
        first.result(timeout=20)
    assert not caught.value.may_have_been_sent
