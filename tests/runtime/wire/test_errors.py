"""Errors by status: their classes, bodies and messages."""

from __future__ import annotations

import asyncio
import gzip
import pickle
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest

from runtime import Json, Retry
from runtime.errors import (
    ApiError,
    BadRequest,
    ClientError,
    NotFound,
    Redirection,
    ServerError,
    StatusError,
    TooManyRequests,
    Unauthorized,
    status_error,
)
from tests.runtime.wire.support import API, Fault, Pet, answering, async_client_for, client_for, get_pet


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequest),
        (404, NotFound),
        (418, ClientError),
        (429, TooManyRequests),
        (501, ServerError),
        (599, ServerError),
        (302, Redirection),
        (304, Redirection),
        (199, StatusError),
        (777, StatusError),
    ],
)
def test_the_class_of_a_status(status: int, kind: type[StatusError]) -> None:
    assert status_error(status) is kind


ERRORS: list[tuple[int, bytes, str | None, Any, str]] = [
    (
        404,
        b'{"code":20404,"message":"No such pet"}',
        "application/json",
        Fault(code=20404, message="No such pet"),
        "404 Not Found: No such pet [GET /pets/{petId}, request id R1]",
    ),
    (
        404,
        b'{"code":20404,"message":"No\\nsuch"}',
        "application/problem+json",
        Fault(code=20404, message="No\nsuch"),
        "404 Not Found: No such [",
    ),
    (
        500,
        b'{"error":{"message":"boom"}}',
        "application/json",
        {"error": {"message": "boom"}},
        "500 Internal Server Error: boom [",
    ),
    (
        500,
        b'{"errors":[{"detail":"first"},{"detail":"second"}]}',
        "application/json",
        None,
        "500 Internal Server Error: first [",
    ),
    (
        502,
        b"<h1>Bad\n gateway</h1>",
        "text/html",
        "<h1>Bad\n gateway</h1>",
        "502 Bad Gateway: <h1>Bad gateway</h1> [",
    ),
    (503, b"", None, None, "503 Service Unavailable ["),
    (404, b'{"code":', "application/json", '{"code":', '404 Not Found: {"code": ['),
    (
        404,
        b"\xff\x1b[31m",
        "text/plain",
        "\N{REPLACEMENT CHARACTER}\x1b[31m",
        "404 Not Found: \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[31m [",
    ),
    (400, b"x" * 10_000, "text/plain", None, "400 Bad Request: xxxx"),
    (418, b"{}", "application/json", None, "418 I'm a Teapot: {} ["),
    (599, b"", None, None, "599 with an unregistered status ["),
    (301, b"", None, None, "301 Moved Permanently ["),
]


@pytest.mark.parametrize("row", ERRORS, ids=lambda row: f"{row[0]}-{row[1][:15]!r}")
def test_error_statuses(row: Any) -> None:
    status, raw, media_type, body, message = row
    headers = {"x-request-id": "R1"} | ({"content-type": media_type} if media_type else {})
    handler = answering(status, content=raw, headers=headers)
    with client_for(handler) as client, pytest.raises(status_error(status)) as caught:
        client.call(get_pet("1"))
    error = caught.value
    assert str(error).startswith(message), str(error)
    assert "\n" not in str(error)
    assert str(error).isprintable()
    assert len(str(error)) < 300
    assert body is None or error.body == body
    assert (error.status, error.raw, error.request_id) == (status, raw, "R1")
    assert error.headers["x-request-id"] == "R1"
    assert error.request == get_pet("1")
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), copy.raw, copy.body) == (type(error), str(error), raw, error.body)


class Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that ends well, or breaks off."""

    def __init__(self, body: bytes, breaks: bool) -> None:
        self._body = body
        self._breaks = breaks

    def __iter__(self) -> Iterator[bytes]:
        yield self._body
        if self._breaks:
            raise httpx2.RemoteProtocolError("peer closed connection")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


UNREADABLE: list[tuple[str, dict[str, str], bytes, Any]] = [
    ("unknown charset", {"content-type": "text/plain; charset=nonsense"}, b"x", "x"),
    ("no charset at all", {"content-type": "text/plain; charset=base64"}, b"x", "x"),
    ("another charset", {"content-type": "text/plain; charset=latin-1"}, b"\xe4", "ä"),
    ("mark", {"content-type": "application/json"}, b'\xef\xbb\xbf{"code":1,"message":"m"}', Fault(code=1, message="m")),
    ("nested", {"content-type": "application/json"}, b"[" * 100_000, "[" * 100_000),
    ("long number", {"content-type": "application/json"}, b"1" * 5_000, "1" * 5_000),
    ("HTML", {"content-type": "text/html"}, b"<html>", "<html>"),
    ("its own", {"content-type": "application/x-fault"}, b"\xff", "\N{REPLACEMENT CHARACTER}"),
    ("nonsense", {"content-type": "nonsense"}, b"x", "x"),
    ("gzip that is none", {"content-encoding": "gzip"}, b"no gzip", None),
    ("gzip cut off", {"content-encoding": "gzip"}, gzip.compress(b"{}" * 99)[:20], None),
    ("coding", {"content-encoding": "br"}, b"x", None),
    ("codings", {"content-encoding": "gzip, gzip"}, b"x", None),
    ("announced too large", {"content-length": "999999999999"}, b"x", None),
    ("too large", {}, b"x" * 200_000, None),
    ("cut off", {}, b"x", None),
]


@pytest.mark.parametrize(
    ("case", "headers", "raw", "body"), UNREADABLE, ids=lambda row: row if isinstance(row, str) else ""
)
@pytest.mark.parametrize("status", [404, 500, 302])
def test_a_status_stays_what_it_is_whatever_its_body_is(
    case: str, headers: dict[str, str], raw: bytes, body: Any, status: int
) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, headers=headers, stream=Pieces(raw, case == "cut off"))

    responses: dict[int | str | tuple[int | str, ...], Any] = {200: Json(lambda: Pet), "default": Json(lambda: Fault)}
    asked = API.operation("GET", ("/x",), responses=responses).request()
    options: dict[str, Any] = {"max_response_bytes": 150_000, "retry": Retry(attempts=1)}
    failures: list[StatusError] = []
    with client_for(handler, **options) as client:
        with pytest.raises(status_error(status)) as caught:
            client.call(asked)
        failures.append(caught.value)
        with pytest.raises(status_error(status)) as caught, client.stream(asked):
            pass
        failures.append(caught.value)

    async def ask() -> None:
        async with async_client_for(handler, **options) as client:
            with pytest.raises(status_error(status)) as caught:
                await client.call(asked)
            failures.append(caught.value)
            with pytest.raises(status_error(status)) as caught:
                async with client.stream(asked):
                    pass
            failures.append(caught.value)

    asyncio.run(ask())
    assert [failure.body for failure in failures] == [body] * 4
    assert [failure.status for failure in failures] == [status] * 4


@pytest.mark.parametrize(
    ("credentials", "hint"),
    [
        ({}, "no credential was sent"),
        ({"basic": ("rex", "pw")}, "a credential was sent"),
    ],
)
def test_a_401_names_the_schemes(credentials: dict[str, Any], hint: str) -> None:
    given = {scheme: credentials.get(scheme.name) for scheme in API.security_schemes}
    with client_for(answering(401), given) as client, pytest.raises(Unauthorized) as caught:
        client.call(get_pet("1"))
    assert str(caught.value) == (
        "401 Unauthorized (the operation takes 'basic' (HTTP basic) or 'bearer' (HTTP bearer token) or "
        "'keyInHeader' (API key in the header 'X-Api-Key') or "
        "'keyInQuery' (API key in the query 'api_key') or "
        f"'keyInCookie' (API key in the cookie 'session'); {hint}) [GET /pets/{{petId}}]"
    )


def test_a_documented_redirect_is_an_error_beside_a_success() -> None:
    both = API.operation("GET", ("/x",), responses={200: Json(lambda: Pet), 302: None})
    handler = answering(302, headers={"location": "/y"})
    with client_for(handler) as client, pytest.raises(Redirection) as caught:
        client.call(both.request())
    assert caught.value.headers["location"] == "/y"


def test_the_tree_is_drawn_in_the_docstring() -> None:
    from runtime import errors

    def names(kind: type) -> set[str]:
        return {kind.__name__}.union(*map(names, kind.__subclasses__()))

    assert errors.__doc__ is not None
    assert {name for name in names(ApiError) if name not in errors.__doc__} == set()
