"""Clients from their first call to their end: closing, threads, tasks, forks, cancellation."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import traceback
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx2
import pytest
from anyio.to_thread import run_sync

from runtime import BaseAsyncClient, Bytes, Json, Path, SyncClient, Timeout
from runtime.errors import ApiError, ClientClosed
from runtime.request import Request
from tests.faults.server import FaultServer, fault_servers
from tests.runtime.wire.support import API, Pet, answering, async_client_for, client_for, get_pet, raw_server, reply

_PLACE = (Path("fault", str), Path("times", int), Path("call", int))
_GET = API.operation("GET", ("/", 0, "/", 1, "/", 2), parameters=_PLACE, responses={200: Json(lambda: Pet)})
PET = {"id": 1, "name": "rex"}


def get(number: int, fault: str = "hang-up", times: int = 0) -> Request[Pet]:
    return _GET.request(fault, times, number)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with fault_servers() as (server, _):
        yield server


def states(client: SyncClient | BaseAsyncClient) -> list[str]:
    """What each connection of the pool does."""
    transport: Any = client._session.get()._transport
    return ["idle" if each.is_idle() else "busy" for each in transport.connections if not each.is_closed()]


# --- closing ----------------------------------------------------------------------------------------


def test_a_closed_client() -> None:
    with client_for(answering(200, json=PET)) as client:
        client.call(get_pet("1"))
    copy = client.with_options(timeout=1)
    for each in (client, copy):
        with pytest.raises(ClientClosed, match="the client is closed") as caught:
            each.call(get_pet("1"))
        assert isinstance(caught.value, ApiError)
        assert isinstance(caught.value, RuntimeError)
        with pytest.raises(ClientClosed), each.stream(get_pet("1")):
            pass


def test_a_client_that_was_never_used_can_be_closed() -> None:
    client = SyncClient(API, {})
    client.close()
    with pytest.raises(ClientClosed):
        client.call(get_pet("1"))


def test_a_closed_asynchronous_client() -> None:
    async def run() -> None:
        async with async_client_for(answering(200, json=PET)) as client:
            await client.call(get_pet("1"))
        with pytest.raises(ClientClosed):
            await client.call(get_pet("1"))
        with pytest.raises(ClientClosed):
            async with client.stream(get_pet("1")):
                pass

    asyncio.run(run())


def test_a_given_client_that_was_closed() -> None:
    http = httpx2.Client(transport=httpx2.MockTransport(answering(200, json=PET)))
    client = SyncClient(API, {}, http_client=http)
    client.call(get_pet("1"))
    http.close()
    with pytest.raises(ClientClosed, match="the http_client that was given is closed"):
        client.call(get_pet("1"))


def test_closing_at_the_moment_of_sending() -> None:
    class Sync(httpx2.Client):
        def send(self, *args: Any, **kwargs: Any) -> httpx2.Response:
            client.close()
            return super().send(*args, **kwargs)

    class Async(httpx2.AsyncClient):
        async def send(self, *args: Any, **kwargs: Any) -> httpx2.Response:
            await other.aclose()
            return await super().send(*args, **kwargs)

    client, other = SyncClient(API, {}), BaseAsyncClient(API, {})
    client._session._connect = Sync
    other._session._connect = Async
    with pytest.raises(ClientClosed):
        client.call(get_pet("1"))
    with pytest.raises(ClientClosed):
        asyncio.run(other.send(get_pet("1")))


def test_closing_while_another_thread_waits(server: FaultServer) -> None:
    client = SyncClient(API, {}, base_url=server.url, retry=None, timeout=20)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(client.call, get(1, "stall", 1))
        assert server.asked.acquire(timeout=20)
        client.close()
        # It may see its connection end, or its answer that was never read: in any case an error of ours.
        server.stop()
        assert isinstance(waiting.exception(20), ApiError)


def test_the_error_of_a_hook_gives_the_connection_back(server: FaultServer) -> None:
    def refuse(event: Any) -> None:
        raise LookupError("no")

    with SyncClient(API, {}, base_url=server.url, on_response=refuse) as client:
        for number in range(3):
            with pytest.raises(LookupError):
                client.call(get(number))
        assert "busy" not in states(client)

    async def run() -> None:
        async with BaseAsyncClient(API, {}, base_url=server.url, on_response=refuse) as client:
            with pytest.raises(LookupError):
                await client.call(get(1))
            assert "busy" not in states(client)

    asyncio.run(run())


def test_a_long_body_that_nobody_wants_is_not_read() -> None:
    """Before a request is sent again the answer to the last one is read, to keep the connection; not at any price."""
    sent: list[int] = []

    def endless(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _number in range(10_000):
            connection.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")
            sent.append(0x10000)

    with raw_server(endless, reply()) as (url, _), SyncClient(API, {}, base_url=url) as client:
        assert client.call(get_pet("1")) == Pet(id=1, name="rex")
    assert sum(sent) < 50_000_000


def test_an_answer_to_nothing_is_not_taken_for_the_next() -> None:
    """What comes after an answer is not the answer to the next request (CWE-444)."""

    async def run(url: str) -> list[int]:
        async with BaseAsyncClient(API, {}, base_url=url) as client:
            return [(await client.call(get(number, "two-answers", 1))).id for number in (1, 2)]

    with fault_servers() as (server, _):
        with SyncClient(API, {}, base_url=server.url) as client:
            assert [client.call(get(number, "two-answers", 1)).id for number in (1, 2, 3)] == [1, 2, 3]
        server.records.clear()
        assert asyncio.run(run(server.url)) == [1, 2]


# --- many at once -----------------------------------------------------------------------------------


def test_twenty_threads_share_a_client(server: FaultServer) -> None:
    limits = httpx2.Limits(max_connections=5)
    with SyncClient(API, {}, base_url=server.url, limits=limits) as client:
        barrier = threading.Barrier(20)

        def work(start: int) -> list[int]:
            barrier.wait(20)
            return [client.call(get(start + number)).id for number in range(20)]

        with ThreadPoolExecutor(20) as pool:
            found = [each for ids in pool.map(work, range(0, 2_000, 100)) for each in ids]
        assert found == [start + number for start in range(0, 2_000, 100) for number in range(20)]
        assert 1 <= len(states(client)) <= 5
        assert "busy" not in states(client)


def test_two_hundred_tasks_share_a_client(server: FaultServer) -> None:
    async def run() -> None:
        limits = httpx2.Limits(max_connections=10)
        async with BaseAsyncClient(API, {}, base_url=server.url, limits=limits) as client:
            found = await asyncio.gather(*(client.call(get(number)) for number in range(200)))
            assert [pet.id for pet in found] == list(range(200))
            assert 1 <= len(states(client)) <= 10
            assert "busy" not in states(client)

    asyncio.run(run())


# --- forks ------------------------------------------------------------------------------------------

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def in_child(work: Callable[[], object]) -> str:
    """What a forked child says about some work: `ok`, or the error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = "ok"
            try:
                work()
            except BaseException:
                said = traceback.format_exc()
            os.write(writing, said.encode()[-4_000:])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@forks
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_has_connections_of_its_own(server: FaultServer) -> None:
    with SyncClient(API, {}, base_url=server.url) as client:
        client.call(get(1))

        def work() -> None:
            for number in (2, 3):
                assert client.call(get(number)).id == number
            client.close()

        assert in_child(work) == "ok"
        # The parent's connection is as it was.
        assert client.call(get(4)).id == 4
    ports = {record: records[0].port for record, records in server.records.items()}
    assert ports["1"] == ports["4"]
    assert ports["2"] == ports["3"] != ports["1"]


@forks
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_while_another_thread_makes_the_connections(server: FaultServer) -> None:
    client = SyncClient(API, {}, base_url=server.url)
    with client._session._lock:  # as a thread holds it that is not in the child
        assert in_child(lambda: client.call(get(1))) == "ok"
    client.close()


@forks
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_borrowed_connections_stay_with_the_parent(server: FaultServer) -> None:
    for option, given in (("http_client", httpx2.Client()), ("transport", httpx2.HTTPTransport())):
        options: Any = {option: given}
        with given, SyncClient(API, {}, base_url=server.url, **options) as client:
            assert in_child(lambda client=client: client.call(get(1))) == "ok"  # type: ignore[misc]
            client.call(get(2))
            said = in_child(lambda client=client: client.call(get(3)))  # type: ignore[misc]
            assert "ClientClosed: the http_client or transport that was given was used before" in said
            assert client.call(get(4)).id == 4


# --- cancellation -----------------------------------------------------------------------------------


async def _in_the_head(client: BaseAsyncClient) -> None:
    await client.call(get(1, "stall", 99))


async def _in_the_body(client: BaseAsyncClient) -> None:
    await client.call(get(2, "stall-in-body", 99))


async def _in_a_stream(client: BaseAsyncClient) -> None:
    async with client.stream(get(3, "stall-in-body", 99)) as streamed:
        async for _ in streamed.iter_bytes():
            pass


async def _beside_a_stream(client: BaseAsyncClient) -> None:
    async with client.stream(get(4, "stall-in-body", 99)):
        await anyio.sleep_forever()


async def _between_attempts(client: BaseAsyncClient) -> None:
    await client.call(get(5, "503-after-an-hour", 99))


CANCELLED = [_in_the_head, _in_the_body, _in_a_stream, _beside_a_stream, _between_attempts]
both_loops = pytest.mark.parametrize("loop", ["asyncio", "trio"])


@both_loops
@pytest.mark.parametrize("work", CANCELLED)
@pytest.mark.parametrize("pauses", [0, 1, 3, 100])
def test_a_cancelled_call_gives_its_connection_back(
    loop: str, work: Callable[[BaseAsyncClient], Coroutine[Any, Any, None]], pauses: int, server: FaultServer
) -> None:
    from runtime import Retry

    async def run() -> None:
        options: Any = {"retry": Retry(max_retry_after=10_000), "timeout": Timeout(total=None)}
        async with BaseAsyncClient(API, {}, base_url=server.url, **options) as client:
            async with anyio.create_task_group() as group:
                group.start_soon(work, client)
                await run_sync(server.asked.acquire)
                for _ in range(pauses):
                    await anyio.sleep(0)
                group.cancel_scope.cancel()
            assert "busy" not in states(client)
            assert (await client.call(get(9))).id == 9

    anyio.run(run, backend=loop)


@both_loops
def test_a_timeout_of_the_caller(loop: str, server: FaultServer) -> None:
    async def run() -> None:
        async with BaseAsyncClient(API, {}, base_url=server.url) as client:
            with pytest.raises(TimeoutError), anyio.fail_after(0.1):
                await client.call(get(1, "stall", 99))
            assert "busy" not in states(client)

    anyio.run(run, backend=loop)


def test_asyncio_cancels_one_of_many(server: FaultServer) -> None:
    async def run() -> None:
        async with BaseAsyncClient(API, {}, base_url=server.url, limits=httpx2.Limits(max_connections=3)) as client:
            stuck = [asyncio.create_task(client.call(get(number, "stall", 99))) for number in range(6)]
            for _ in range(3):
                await run_sync(server.asked.acquire)
            for task in stuck:
                task.cancel()
            assert all(
                isinstance(each, asyncio.CancelledError)
                for each in await asyncio.gather(*stuck, return_exceptions=True)
            )
            assert "busy" not in states(client)
            assert [(await client.call(get(number))).id for number in range(10, 15)] == [10, 11, 12, 13, 14]
            assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(run())


@both_loops
def test_an_asynchronous_client_on_any_loop(loop: str, server: FaultServer) -> None:
    async def run() -> None:
        async with BaseAsyncClient(API, {}, base_url=server.url) as client:
            assert (await client.call(get(1, "503", 1))).id == 1  # a retry waits, too
            async with client.stream(get(2)) as streamed:
                assert b"".join([piece async for piece in streamed.iter_bytes()]) == b'{"id":2,"name":"rex"}'

    anyio.run(run, backend=loop)


def test_a_client_stays_in_its_event_loop(server: FaultServer) -> None:
    client = BaseAsyncClient(API, {}, base_url=server.url)

    async def call(number: int) -> int:
        return (await client.call(get(number))).id

    with asyncio.Runner() as runner:
        assert runner.run(call(1)) == 1
        with ThreadPoolExecutor(1) as pool, pytest.raises(ClientClosed, match="used in another event loop"):
            pool.submit(lambda: asyncio.run(call(2))).result(20)
        assert runner.run(call(3)) == 3
        runner.run(client.aclose())


# --- breaking off -----------------------------------------------------------------------------------


def test_a_break_gives_the_connection_up(server: FaultServer) -> None:
    async def run() -> None:
        async with BaseAsyncClient(API, {}, base_url=server.url) as client:
            async with client.stream(get(1, "slow-body", 99)) as streamed:
                async for _ in streamed.iter_bytes():
                    break
            assert states(client) == []

    asyncio.run(run())
    with SyncClient(API, {}, base_url=server.url) as client:
        with client.stream(get(1, "slow-body", 99)) as streamed:
            for _ in streamed.iter_bytes():
                break
        assert states(client) == []


def test_an_answer_cannot_be_read_twice(server: FaultServer) -> None:
    anything = API.operation("GET", ("/hang-up/0/1",), responses={200: Bytes("*/*")}).request()
    with SyncClient(API, {}, base_url=server.url) as client, client.stream(anything) as streamed:
        assert b"".join(streamed.iter_bytes())
        with pytest.raises(ApiError):
            list(streamed.iter_bytes())
    with pytest.raises(ApiError):
        list(streamed.iter_bytes())
