"""Sending again: what is, what never is, and how long the wait is."""

from __future__ import annotations

import asyncio
import gzip
import logging
import socket
import uuid
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from runtime import BaseAsyncClient, Header, Json, Retry, RetryEvent, SyncClient, Timeout
from runtime.deadline import Deadline
from runtime.errors import (
    ConfigurationError,
    ConnectionFailed,
    DecodeError,
    NotFound,
    ServiceUnavailable,
    StatusError,
    TransportError,
)
from runtime.request import Request
from runtime.retries import retry_after
from tests.runtime.wire.clock import Clock
from tests.runtime.wire.support import API, Handler, Pet, async_client_for, client_for, get_pet, raw_server, reply

QUICK = Retry(first_delay=0.001)
GOOD = httpx2.Response(200, json={"id": 1, "name": "rex"})


def operation(method: str, *headers: Header) -> Any:
    return API.operation(method, ("/x",), parameters=headers, body=Json(lambda: Pet, required=False), responses={})


def call_sync(handler: Handler, request: Request[Any], *, clock: Clock | None = None, **options: Any) -> Any:
    with client_for(handler, **options) as client:
        return client.send(request)


def call_async(handler: Handler, request: Request[Any], *, clock: Clock | None = None, **options: Any) -> Any:
    async def run() -> Any:
        async with async_client_for(handler, **options) as client:
            return await client.send(request)

    return asyncio.run(run()) if clock is None else clock.run(run())


both = pytest.mark.parametrize("call", [call_sync, call_async])


def script(*steps: int | Exception | httpx2.Response) -> tuple[Handler, list[httpx2.Request]]:
    """A handler that answers with one step after the other, and the requests that it got."""
    left = list(steps)
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        request.read() if not isinstance(request.stream, httpx2.AsyncByteStream) else None
        seen.append(request)
        step = left.pop(0) if left else httpx2.Response(200, json={"id": 1, "name": "rex"})
        if isinstance(step, Exception):
            raise step
        return httpx2.Response(step) if isinstance(step, int) else step

    return handler, seen


# --- what is sent again -----------------------------------------------------------------------------


@both
@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_status_that_may_pass(call: Callable[..., Any], status: int) -> None:
    handler, seen = script(status, status)
    assert call(handler, get_pet("1"), retry=QUICK).body == Pet(id=1, name="rex")
    assert len(seen) == 3


@both
@pytest.mark.parametrize("status", [400, 401, 404, 409, 425, 501, 505, 599])
def test_a_status_that_stays(call: Callable[..., Any], status: int) -> None:
    handler, seen = script(status)
    with pytest.raises(StatusError):
        call(handler, get_pet("1"), retry=QUICK)
    assert len(seen) == 1


@both
def test_the_last_answer_counts(call: Callable[..., Any]) -> None:
    handler, seen = script(503, 502, httpx2.Response(503, json={"message": "still down"}), 200)
    with pytest.raises(ServiceUnavailable, match="503 Service Unavailable: still down"):
        call(handler, get_pet("1"), retry=QUICK)
    assert len(seen) == 3


METHODS = [("GET", 3), ("HEAD", 3), ("PUT", 3), ("DELETE", 3), ("OPTIONS", 3), ("QUERY", 3), ("POST", 1), ("PATCH", 1)]


@both
@pytest.mark.parametrize(("method", "times"), METHODS)
@pytest.mark.parametrize(
    "step", [503, httpx2.ReadError("broke"), httpx2.RemoteProtocolError("bye"), httpx2.ReadTimeout("slow")]
)
def test_only_idempotent_methods(call: Callable[..., Any], method: str, times: int, step: Any) -> None:
    handler, seen = script(step, step, step)
    with pytest.raises((StatusError, TransportError)):
        call(handler, operation(method).request(), retry=QUICK)
    assert len(seen) == times


@both
def test_what_never_left_is_sent_again(call: Callable[..., Any]) -> None:
    handler, seen = script(httpx2.ConnectError("refused"), httpx2.ConnectTimeout("slow"))
    assert call(handler, operation("POST").request(body=Pet(id=1, name="rex")), retry=QUICK).status == 200
    assert len(seen) == 3


@pytest.mark.parametrize(
    "error",
    [httpx2.PoolTimeout("x"), httpx2.LocalProtocolError("x"), httpx2.UnsupportedProtocol("x"), httpx2.ProxyError("x")],
)
def test_what_will_not_pass(error: Exception) -> None:
    handler, seen = script(error)
    with pytest.raises(TransportError):
        call_sync(handler, get_pet("1"), retry=QUICK)
    assert len(seen) == 1


def cut_off(connection: socket.socket, _: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")


def cut_off_error(connection: socket.socket, _: bytes) -> None:
    connection.sendall(b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{")


def over_the_wire(kind: str, request: Request[Any], *scripts: Any, **options: Any) -> tuple[Any, int]:
    """What comes of a call, and how many requests it took."""
    with raw_server(*scripts) as (url, requests):
        given: dict[str, Any] = {"base_url": url, "retry": QUICK, "timeout": 20, **options}

        async def run() -> Any:
            async with BaseAsyncClient(API, {}, **given) as client:
                return await client.send(request)

        if kind == "async":
            return asyncio.run(run()), len(requests)
        with SyncClient(API, {}, **given) as client:
            return client.send(request), len(requests)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_an_answer_that_breaks_off_is_asked_for_again(kind: str) -> None:
    told: list[RetryEvent] = []
    response, count = over_the_wire(kind, get_pet("1"), cut_off, cut_off, reply(), on_retry=told.append)
    assert (response.body, count) == (Pet(id=1, name="rex"), 3)
    assert [(event.attempt, event.status) for event in told] == [(1, None), (2, None)]
    for request, options in ((get_pet("1"), {"retry": None}), (operation("POST").request(), {})):
        with pytest.raises(ConnectionFailed):
            over_the_wire(kind, request, cut_off, reply(), **options)
    with pytest.raises(NotFound):  # which says all that there is to know
        over_the_wire(kind, get_pet("1"), cut_off_error, reply())


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_attempts_end_where_all_answers_break_off(kind: str) -> None:
    told: list[RetryEvent] = []
    with pytest.raises(ConnectionFailed):
        over_the_wire(kind, get_pet("1"), *[cut_off] * 3, on_retry=told.append)
    assert [event.attempt for event in told] == [1, 2]


@pytest.mark.parametrize(("framing", "attempts"), [("", 2), ("Content-Length: 20\r\n", 1)])
def test_a_compressed_body_that_was_cut_off(framing: str, attempts: int) -> None:
    """Where only the end of the connection says that it was all; one that is whole as announced would come again."""

    def cut(connection: socket.socket, _: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n{framing}\r\n"
        connection.sendall(head.encode() + gzip.compress(b'{"id":1,"name":"rex"}')[:20])

    with raw_server(cut, reply()) as (url, requests), SyncClient(API, {}, base_url=url, retry=QUICK) as client:
        if attempts == 2:
            assert client.call(get_pet("1")) == Pet(id=1, name="rex")
        else:
            with pytest.raises(DecodeError, match="ends too early"):
                client.call(get_pet("1"))
        assert len(requests) == attempts


def test_nothing_is_sent_again_once_a_stream_was_handed_out() -> None:
    with raw_server(cut_off, reply()) as (url, requests), SyncClient(API, {}, base_url=url) as client:
        with client.stream(get_pet("1")) as streamed, pytest.raises(ConnectionFailed):
            list(streamed.iter_bytes())
        assert len(requests) == 1


def test_a_server_that_hangs_up() -> None:
    with raw_server(lambda connection, _: None, reply()) as (url, requests):
        with SyncClient(API, {}, base_url=url, retry=QUICK) as client:
            assert client.call(get_pet("1")) == Pet(id=1, name="rex")
        assert len(requests) == 2


def test_retries_may_be_turned_off() -> None:
    handler, seen = script(503)
    with client_for(handler, retry=QUICK) as client, pytest.raises(ServiceUnavailable):
        client.with_options(retry=None).call(get_pet("1"))
    assert len(seen) == 1


# --- idempotency keys -------------------------------------------------------------------------------

KEYED = operation("POST", Header("Idempotency-Key", str))


@both
def test_a_key_is_made_once_and_sent_again(call: Callable[..., Any]) -> None:
    handler, seen = script(503, httpx2.ReadError("broke"))
    assert call(handler, KEYED.request(None), retry=QUICK).status == 200
    keys = [request.headers["idempotency-key"] for request in seen]
    assert len(keys) == 3
    assert len(set(keys)) == 1
    assert uuid.UUID(keys[0]).version == 4


def test_every_call_has_a_key_of_its_own() -> None:
    handler, seen = script()
    request = KEYED.request(None)
    with client_for(handler) as client:
        client.send(request)
        client.send(request)
    assert seen[0].headers["idempotency-key"] != seen[1].headers["idempotency-key"]


def test_a_given_key_is_kept() -> None:
    handler, seen = script(503)
    call_sync(handler, KEYED.request("mine"), retry=QUICK)
    assert [request.headers.get_list("idempotency-key") for request in seen] == [["mine"], ["mine"]]


def test_no_key_where_none_is_needed() -> None:
    for method, options in (("GET", {}), ("POST", {"retry": None})):
        handler, seen = script()
        call_sync(handler, operation(method, Header("Idempotency-Key", str)).request(None), **options)
        assert "idempotency-key" not in seen[0].headers


def test_a_key_of_another_form_is_not_made_up() -> None:
    typed, seen = script()
    call_sync(typed, operation("POST", Header("Idempotency-Key", uuid.UUID)).request(None))
    assert uuid.UUID(seen[0].headers["idempotency-key"])
    number, seen = script(503)
    with pytest.raises(ServiceUnavailable):
        call_sync(number, operation("POST", Header("Idempotency-Key", int)).request(None), retry=QUICK)
    assert len(seen) == 1
    assert "idempotency-key" not in seen[0].headers


# --- how long the wait is ---------------------------------------------------------------------------

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": " 0 "}, 0),
        ({"Retry-After": "9" * 400}, 999_999_999_999),
        ({"Retry-After": "-1"}, None),
        ({"Retry-After": "1.5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "²"}, None),
        ({"Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT", "Date": DATE}, 10),
        ({"Retry-After": "Sunday, 06-Nov-94 08:49:47 GMT", "Date": DATE}, 10),
        ({"Retry-After": "Sun Nov  6 08:49:47 1994", "Date": DATE}, 10),
        ({"Retry-After": DATE}, 0),
        ({"Retry-After": "Sun, 99 Nov 1994 08:49:47 GMT"}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    assert retry_after(httpx2.Headers(raw)) == seconds


def test_the_delay() -> None:
    retry = Retry(first_delay=1, max_delay=5)
    for attempt, most in ((1, 1), (2, 2), (3, 4), (4, 5), (5000, 5)):
        delays = [retry.delay(attempt, None, Deadline(None)) or 0.0 for _ in range(300)]
        assert 0 <= min(delays) < 0.2 * most
        assert 0.8 * most < max(delays) <= most
    asked = httpx2.Headers({"Retry-After": "7"})
    assert retry.delay(1, asked, Deadline(None)) == 7
    assert retry.delay(1, asked, Deadline(3)) is None
    assert Retry(max_retry_after=6).delay(1, asked, Deadline(None)) is None


@both
def test_the_server_says_when(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    handler, seen = script(httpx2.Response(429, headers={"Retry-After": "7"}))
    assert call(handler, get_pet("1"), retry=QUICK, clock=clock).status == 200
    assert clock.elapsed() == 7
    assert len(seen) == 2


@pytest.mark.parametrize(
    "options", [{"retry": Retry(max_retry_after=5)}, {"timeout": 5}, {"timeout": Timeout(total=5)}]
)
def test_a_wait_that_is_too_long_is_not_begun(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    began = clock.time
    handler, seen = script(httpx2.Response(503, headers={"Retry-After": "6"}))
    with pytest.raises(ServiceUnavailable):
        call_sync(handler, get_pet("1"), **options)
    assert clock.time == began
    assert len(seen) == 1


@pytest.mark.parametrize(
    "settings",
    [{"attempts": 0}, {"attempts": True}, {"attempts": 1.5}, {"first_delay": -1}, {"max_delay": float("nan")}],
)
def test_settings_that_cannot_work(settings: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match=r"retry\."):
        Retry(**settings)


# --- what is seen of it -----------------------------------------------------------------------------


def test_retries_are_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    told: list[RetryEvent] = []
    handler, _ = script(503, httpx2.ConnectError("refused"))
    with caplog.at_level(logging.INFO, logger="runtime"):
        call_sync(handler, get_pet("1"), retry=QUICK, on_retry=told.append)
    assert [(event.operation, event.attempt, event.status, event.reason) for event in told] == [
        ("GET /pets/{petId}", 1, 503, "status 503"),
        ("GET /pets/{petId}", 2, None, "the connection failed: refused"),
    ]
    assert [record.getMessage() for record in caplog.records if record.name == "runtime"] == [
        "GET /pets/{petId}: attempt 1: status 503; again in 0.00 s",
        "GET /pets/{petId}: attempt 2: the connection failed: refused; again in 0.00 s",
    ]


def test_connections_of_retried_answers_are_given_back() -> None:
    closed: list[int] = []

    class Body(httpx2.SyncByteStream):
        def __iter__(self) -> Any:
            yield b"busy"

        def close(self) -> None:
            closed.append(1)

    handler, _ = script(httpx2.Response(503, stream=Body()), httpx2.Response(503, stream=Body()))
    call_sync(handler, get_pet("1"), retry=QUICK)
    assert closed == [1, 1]


@pytest.mark.parametrize("loop", ["asyncio", "trio"])
def test_many_attempts_end_with_the_call(loop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    began, sent = clock.time, 0

    def refuse(request: httpx2.Request) -> httpx2.Response:
        nonlocal sent
        sent += 1
        return httpx2.Response(503)

    async def run() -> None:
        retry = Retry(attempts=10_000, first_delay=1, max_delay=1)
        async with BaseAsyncClient(API, {}, transport=httpx2.MockTransport(refuse), retry=retry, timeout=50) as client:
            with pytest.raises(ServiceUnavailable):
                await client.call(get_pet("1"))

    clock.run(run(), loop)
    assert 45 < clock.time - began <= 50
    assert 50 < sent < 1_000
