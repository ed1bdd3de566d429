"""Calls over our own connections end in time, whatever a server does; on a clock of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anyio
import pytest

from runtime import BaseAsyncClient, Bytes, Retry, SyncClient, Text, Timeout
from runtime.errors import ServiceUnavailable, TimedOut
from runtime.request import Request
from tests.runtime.wire.clock import Clock
from tests.runtime.wire.scripted import NEVER, URL, Network, Step, answer, dripping
from tests.runtime.wire.support import API, Pet, get_pet

ANYTHING = API.operation("GET", ("/x",), responses={200: Bytes("*/*")}).request()
TEXT = API.operation("GET", ("/x",), responses={200: Text()}).request()
UPLOAD = API.operation("PUT", ("/x",), body=Bytes(), responses={})
ONCE: dict[str, Any] = {"retry": None}

Caller = Callable[..., Any]


def call_sync(clock: Clock, request: Request[Any], **options: Any) -> Any:
    with SyncClient(API, {}, base_url=URL, **options) as client:
        return client.call(request)


def call_in(loop: str) -> Caller:
    def call(clock: Clock, request: Request[Any], **options: Any) -> Any:
        async def run() -> Any:
            async with BaseAsyncClient(API, {}, base_url=URL, **options) as client:
                return await client.call(request)

        return clock.run(run(), loop)

    return call


all_kinds = pytest.mark.parametrize(
    "call", [call_sync, call_in("asyncio"), call_in("trio")], ids="sync asyncio trio".split()
)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n"
SLOW: dict[str, tuple[Callable[[], Any], Timeout, str, float]] = {
    "no answer": (lambda: [NEVER], Timeout(total=40), "total", 40),
    "no answer, read": (lambda: [NEVER], Timeout(total=500, read=30), "read", 30),
    "slow head": (lambda: dripping(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100, 5), Timeout(total=40), "total", 40),
    "slow body": (lambda: [HEAD, *dripping(b"x" * 1000, 5)], Timeout(total=40), "total", 40),
    "interim answers": (
        lambda: dripping(b"HTTP/1.1 102 Processing\r\n\r\n" * 100, 0.5),
        Timeout(total=40),
        "total",
        40,
    ),
    "no connection": (lambda: [NEVER], Timeout(total=500, connect=20), "connect", 20),
}


@all_kinds
@pytest.mark.parametrize("name", SLOW)
def test_a_call_ends_in_time(call: Caller, name: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    script, timeout, phase, seconds = SLOW[name]
    Network(monkeypatch, clock, script(), connects_after=NEVER if phase == "connect" else 0)
    with pytest.raises(TimedOut, match=rf"GET /x: timed out after {seconds}\.\d s \({phase} timeout\)") as caught:
        call(clock, ANYTHING, timeout=timeout, **ONCE)
    assert caught.value.phase == phase
    assert caught.value.may_have_been_sent == (phase != "connect")
    assert seconds <= clock.elapsed() < seconds + 0.1


@all_kinds
@pytest.mark.parametrize(
    ("timeout", "takes", "phase", "seconds"),
    [(Timeout(total=40), 3, "total", 40), (Timeout(total=500, write=20), NEVER, "write", 20)],
)
def test_a_server_that_does_not_read(
    call: Caller,
    timeout: Timeout,
    takes: float,
    phase: str,
    seconds: float,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Network(monkeypatch, clock, [NEVER], takes=takes)
    pieces = [bytes(100)] * 1_000
    with pytest.raises(TimedOut, match=f"{phase} timeout"):
        call(clock, UPLOAD.request(body=pieces), timeout=timeout, **ONCE)
    assert seconds <= clock.elapsed() < seconds + 0.1


@all_kinds
def test_all_attempts_have_one_deadline(call: Caller, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one of its own for each, nor for its steps."""
    scripts: list[list[Step]] = [[25.0, answer(b"", status="503 X", headers="Connection: close\r\n")] for _ in range(9)]
    Network(monkeypatch, clock, *scripts)
    with pytest.raises((TimedOut, ServiceUnavailable)):
        call(clock, ANYTHING, timeout=Timeout(total=60), retry=Retry(attempts=9))
    assert clock.elapsed() < 60.1


# --- what nobody waits for --------------------------------------------------------------------------

STALLED = b"HTTP/1.1 503 X\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"


@all_kinds
def test_the_rest_of_a_refusal_is_not_waited_for(call: Caller, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its connection is given up instead, and the request sent again, on another one."""
    network = Network(monkeypatch, clock, [STALLED, NEVER], [answer()])
    assert call(clock, get_pet("1"), timeout=Timeout(total=4), retry=Retry(first_delay=0)) == Pet(id=1, name="rex")
    assert len(network.sent) == 2
    assert clock.elapsed() < 1


@all_kinds
@pytest.mark.parametrize("status", ["301 Moved", "307 Moved"])
def test_the_rest_of_a_redirect_is_not_waited_for(
    call: Caller, status: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = f"HTTP/1.1 {status}\r\nLocation: /elsewhere\r\nContent-Length: 100\r\n\r\n<".encode()
    network = Network(monkeypatch, clock, [moved, NEVER], [answer()])
    assert call(clock, get_pet("1"), timeout=4, max_redirects=1, **ONCE) == Pet(id=1, name="rex")
    assert network.sent[1].startswith(b"GET /elsewhere ")
    assert clock.elapsed() < 1


@all_kinds
def test_the_last_refusal_is_read_for_as_long_as_there_is_time(
    call: Caller, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the error of the call. Where it stalls the call is late, and nothing is sent after that."""
    network = Network(monkeypatch, clock, [STALLED, NEVER], [STALLED, NEVER], [answer()])
    with pytest.raises(TimedOut):
        call(clock, get_pet("1"), timeout=Timeout(total=4), retry=Retry(attempts=2, first_delay=0))
    assert len(network.sent) == 2
    assert clock.elapsed() < 4.1


@all_kinds
def test_a_connection_is_kept_where_the_rest_comes_at_once(
    call: Caller, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Network(monkeypatch, clock, [answer(b"{}", status="503 X"), answer()])
    assert call(clock, get_pet("1"), retry=Retry(first_delay=0)) == Pet(id=1, name="rex")
    assert network.sent[0].count(b"GET /pets/1 ") == 2


# --- streams ----------------------------------------------------------------------------------------


def read_sync(request: Request[Any], lines: list[str], **options: Any) -> None:
    with SyncClient(API, {}, base_url=URL, **options) as client, client.stream(request) as streamed:
        for line in streamed.iter_lines():
            lines.append(line)


async def read_async(request: Request[Any], lines: list[str], **options: Any) -> None:
    async with BaseAsyncClient(API, {}, base_url=URL, **options) as client, client.stream(request) as streamed:
        async for line in streamed.iter_lines():
            lines.append(line)


@pytest.mark.parametrize("loop", ["", "asyncio", "trio"])
def test_a_stream_ends_with_the_call(loop: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    Network(monkeypatch, clock, [HEAD, *dripping(b"x\n" * 500, 5)])
    options: Any = {"timeout": Timeout(total=42), **ONCE}
    lines: list[str] = []
    with pytest.raises(TimedOut):
        clock.run(read_async(TEXT, lines, **options), loop) if loop else read_sync(TEXT, lines, **options)
    assert lines == ["x"] * 4
    assert 42 <= clock.elapsed() < 42.1


@pytest.mark.parametrize("loop", ["asyncio", "trio"])
def test_pieces_have_no_timer_each(loop: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection ends each wait in time; a timer for each piece would take longer than all else."""
    chunks = b"2\r\nx\n\r\n" * 1_000 + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    Network(monkeypatch, clock, [head, chunks])
    timers: list[float] = []

    def counted(seconds: float, real: Any = anyio.move_on_after) -> Any:
        timers.append(seconds)
        return real(seconds)

    monkeypatch.setattr("anyio.move_on_after", counted)
    lines: list[str] = []
    clock.run(read_async(TEXT, lines), loop)
    assert lines == ["x"] * 1_000
    assert len(timers) < 10
