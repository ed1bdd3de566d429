"""What else a hostile server or a careless caller could do to a client, beside what other tests of the wire hold."""

from __future__ import annotations

import pickle
import pprint
from typing import Any

import httpx2
import pytest

from runtime import Bytes, Query, Secret, SecurityScheme, SyncClient
from runtime.errors import ApiError, DecodeError, InternalServerError, InvalidRequest
from runtime.request import Request
from tests.runtime.codec.test_hostile_json import FAILURES
from tests.runtime.wire.support import (
    ALL_CREDENTIALS,
    API,
    BEARER,
    SECRET,
    answering,
    async_client_for,
    client_for,
    get_pet,
    raw_server,
)

NOT_A_PATH = ["@evil.example/x", ".evil.example/x", ":99/x", "http://evil.example/x", "x", "", "?x", "#x", "\\x"]


@pytest.mark.parametrize("path", NOT_A_PATH)
def test_no_request_can_name_another_host(path: str) -> None:
    """A client takes requests, not URLs; and what is no path is not put behind a host."""
    request: Request[Any] = Request(API.operation("GET", ("/x",), responses={}, security=((BEARER,),)), path)
    seen: list[httpx2.Request] = []

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        seen.append(outgoing)
        return httpx2.Response(204)

    for base in ("https://pets.example.com", "https://pets.example.com/v1"):
        with (
            client_for(handler, {BEARER: SECRET}, base_url=base) as client,
            pytest.raises(InvalidRequest, match="the path does not begin with '/'"),
        ):
            client.call(request)
    assert seen == []


@pytest.mark.parametrize("path", ["//evil.example/x", "/http://evil.example/", "/@evil.example"])
def test_a_path_that_looks_like_a_url_stays_one(path: str) -> None:
    seen: list[str] = []

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        seen.append(outgoing.url.host)
        return httpx2.Response(204)

    request: Request[Any] = Request(API.operation("GET", ("/x",), responses={}), path)
    with client_for(handler, base_url="https://pets.example.com") as client:
        client.send(request)
    assert seen == ["pets.example.com"]


@pytest.mark.parametrize("name", [name for name in FAILURES if name not in ("empty", "blank")])  # no body is drift
def test_hostile_json_is_one_kind_of_error(name: str) -> None:
    data = FAILURES[name][0]
    headers = {"Content-Type": "application/json", "X-Request-Id": "R1"}
    with (
        client_for(answering(200, content=data, headers=headers)) as client,
        pytest.raises(DecodeError, match=r"^200: ") as caught,
    ):
        client.call(get_pet("1"))
    error = caught.value
    assert (error.status, error.request_id, error.raw) == (200, "R1", data)
    assert len(str(error)) < 500
    assert str(error).isprintable()


TYPES: list[tuple[str, bool]] = [
    ("1", True),
    ("1.0", True),
    ("1e0", True),
    ("123456789012345678901234567890", True),
    ('"1"', False),
    ("true", False),
    ("null", False),
    ("1.5", False),
    ("[]", False),
]


@pytest.mark.parametrize(("number", "fits"), TYPES)
def test_what_an_integer_is(number: str, fits: bool) -> None:
    headers = {"content-type": "application/json"}
    with client_for(answering(200, text=f'{{"id":{number},"name":"rex"}}', headers=headers)) as client:
        response = client.send(get_pet("1"))
    assert [each.pointer for each in response.drift] == ([] if fits else ["/id"])
    if fits:
        assert type(response.body.id) is int
        assert response.body.id == (int(number) if number.isdecimal() else 1)


@pytest.mark.parametrize(("scheme", "credential"), ALL_CREDENTIALS)
def test_what_is_pickled_holds_no_credential(scheme: SecurityScheme, credential: Any) -> None:
    """Results and errors may travel to other processes; clients and credentials may not."""
    headers: dict[str, str | Secret[str]] = {"X-Extra": SECRET}
    with client_for(answering(404, json={}), {scheme: credential}, headers=headers) as client:
        with pytest.raises(ApiError) as caught:
            client.call(get_pet("1"))
        assert SECRET.encode() not in pickle.dumps(caught.value)
        for each in (client, client._settings, client._plan_for(get_pet("1").operation)):
            with pytest.raises(TypeError):
                pickle.dumps(each)
            assert SECRET not in pprint.pformat(each)


def test_a_proxy_with_a_password_is_not_shown() -> None:
    client = SyncClient(API, {}, proxy=f"http://rex:{SECRET}@proxy.example:8080")
    for each in (client, vars(client), vars(client._session)):
        assert SECRET not in pprint.pformat(each)


def test_an_endless_head_ends() -> None:
    def endless(connection: Any, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-More: " + b"x" * 1_000 + b"\r\n")

    anything = API.operation("GET", ("/x",), responses={200: Bytes("*/*")}).request()
    with (
        raw_server(endless) as (url, _),
        SyncClient(API, {}, base_url=url, retry=None) as client,
        pytest.raises(ApiError),
    ):
        client.call(anything)


def test_interim_answers_without_end() -> None:
    def endless(connection: Any, _: bytes) -> None:
        while True:
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")

    anything = API.operation("GET", ("/x",), responses={200: Bytes("*/*")}).request()
    with (
        raw_server(endless) as (url, _),
        SyncClient(API, {}, base_url=url, retry=None, timeout=0.5) as client,
        pytest.raises(ApiError),
    ):
        client.call(anything)


def test_a_body_of_an_error_is_limited_too() -> None:
    with (
        client_for(answering(500, content=b"x" * 1_000), max_response_bytes=100, retry=None) as client,
        pytest.raises(InternalServerError) as caught,
    ):
        client.call(get_pet("1"))
    assert (caught.value.raw, caught.value.body) == (b"", None)


def test_a_query_parameter_is_not_another() -> None:
    operation = API.operation("GET", ("/x",), parameters=(Query("q", str),), responses={})

    async def run() -> None:
        seen: list[bytes] = []

        def handler(outgoing: httpx2.Request) -> httpx2.Response:
            seen.append(outgoing.url.raw_path)
            return httpx2.Response(204)

        async with async_client_for(handler) as client:
            await client.call(operation.request("1&admin=1#x"))
        assert seen == [b"/v1/x?q=1%26admin%3D1%23x"]

    import asyncio

    asyncio.run(run())
