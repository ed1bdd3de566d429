"""Redirects: which are followed, as what, and with what (RFC 9110 §15.4)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, Final

import httpx2
import pytest

from runtime import Api, Bytes, Cookie, Header, Json, NoContent, Query, Request, Retry, SyncClient
from runtime.errors import ConfigurationError, Redirection
from runtime.operation import Operation
from tests.runtime.wire.support import (
    API,
    BASIC,
    BEARER,
    KEY_COOKIE,
    KEY_HEADER,
    KEY_QUERY,
    SECRET,
    Pet,
    async_client_for,
    client_for,
)

HOME: Final = "https://pets.example.com"
ALL: Final = {BASIC: ("rex", SECRET), KEY_HEADER: SECRET, KEY_QUERY: SECRET, KEY_COOKIE: SECRET}
BEARING: Final = {BEARER: SECRET, KEY_HEADER: SECRET, KEY_QUERY: SECRET, KEY_COOKIE: SECRET}
PET: Final = Pet(id=1, name="rex")
ENCODED: Final = "cmV4"
"""How `rex:` begins in the base64 of HTTP basic."""


def operation(method: str, schemes: Iterable[Any] = ALL) -> Operation:
    return API.operation(
        method,
        ("/x",),
        parameters=(Header("X-Tenant", str), Cookie("theme", str), Query("q", str)),
        body=Json(lambda: Pet) if method in ("POST", "PUT", "PATCH") else None,
        responses={200: Bytes("*/*"), 204: NoContent()},
        security=(tuple(schemes),),
    )


def request(method: str, schemes: Iterable[Any] = ALL) -> Request[Any]:
    body: Any = {"body": PET} if method in ("POST", "PUT", "PATCH") else {}
    return operation(method, schemes).request("acme", "dark", "1", **body)


Hop = tuple[int, str]


def sent(
    first: Request[Any],
    *hops: Hop,
    credentials: Any = None,
    asynchronously: bool = False,
    **options: Any,
) -> tuple[list[httpx2.Request], Exception | None]:
    """What is sent for a request that is answered by these redirects, and the error that the call ends in."""
    seen: list[httpx2.Request] = []
    left = list(hops)

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        outgoing.read()
        seen.append(outgoing)
        if not left:
            return httpx2.Response(200, content=b"here")
        status, location = left.pop(0)
        return httpx2.Response(status, headers={"Location": location})

    given = {"max_redirects": 5, "retry": Retry(first_delay=0), **options}
    held = ALL if credentials is None else credentials

    async def run() -> None:
        async with async_client_for(handler, held, **given) as client:
            assert await client.call(first) == b"here"

    try:
        if asynchronously:
            asyncio.run(run())
        else:
            with client_for(handler, held, **given) as client:
                assert client.call(first) == b"here"
    except Redirection as error:
        return seen, error
    return seen, None


# --- methods ----------------------------------------------------------------------------------------

METHODS: list[tuple[int, str, str]] = [
    (301, "GET", "GET"),
    (302, "GET", "GET"),
    (303, "GET", "GET"),
    (307, "GET", "GET"),
    (308, "GET", "GET"),
    (301, "HEAD", "HEAD"),
    (303, "HEAD", "HEAD"),
    (301, "POST", "GET"),
    (302, "POST", "GET"),
    (303, "POST", "GET"),
    (307, "POST", "POST"),
    (308, "POST", "POST"),
    (301, "PUT", "PUT"),
    (302, "PATCH", "PATCH"),
    (303, "PUT", "GET"),
    (307, "PUT", "PUT"),
    (302, "DELETE", "DELETE"),
    (303, "DELETE", "GET"),
]


@pytest.mark.parametrize("asynchronously", [False, True])
@pytest.mark.parametrize(("status", "method", "then"), METHODS)
def test_methods(status: int, method: str, then: str, asynchronously: bool) -> None:
    hop = (status, "/elsewhere")
    if method == "HEAD":
        seen: list[httpx2.Request] = []

        def handler(outgoing: httpx2.Request) -> httpx2.Response:
            seen.append(outgoing)
            return httpx2.Response(status if len(seen) == 1 else 200, headers={"Location": "/elsewhere"})

        with client_for(handler, ALL, max_redirects=1) as client:
            client.call(request("HEAD"))
    else:
        seen, error = sent(request(method), hop, asynchronously=asynchronously)
        assert error is None
    assert [each.method for each in seen] == [method, then]
    assert seen[1].url.path == "/elsewhere"
    if then == method and method in ("POST", "PUT", "PATCH"):
        assert seen[1].content == b'{"id":1,"name":"rex"}'
        assert seen[1].headers["content-length"] == "21"
        assert seen[1].headers["content-type"] == "application/json"
    else:
        assert seen[1].content == b""
        assert not {"content-length", "content-type", "transfer-encoding"} & set(seen[1].headers)


# --- the client's own origin ------------------------------------------------------------------------


def test_credentials_go_on_at_the_same_origin() -> None:
    seen, _ = sent(request("GET"), (302, "/y?page=2"), (302, f"{HOME}:443/z?api_key=other&a=%20b"))
    assert [each.url for each in seen[1:]] == [
        f"{HOME}/y?page=2&api_key={SECRET}",
        f"{HOME}/z?a=%20b&api_key={SECRET}",
    ]
    for each in seen:
        assert each.headers["authorization"].startswith("Basic ")
        assert each.headers["x-api-key"] == SECRET
        assert each.headers["cookie"] == f"theme=dark; session={SECRET}"
        assert each.headers["x-tenant"] == "acme"
        assert each.headers.get_list("host") == ["pets.example.com"]


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("y", "/v1/y"),
        ("../y", "/y"),
        ("?a=b", "/v1/x?a=b"),
        ("/y#part", "/y"),
        ("//pets.example.com/y", "/y"),
        ("HTTPS://PETS.example.com/y", "/y"),
    ],
)
def test_relative_locations(location: str, url: str) -> None:
    seen, _ = sent(request("GET"), (302, location), credentials={})
    assert seen[1].url == HOME + url


# --- other origins ----------------------------------------------------------------------------------

ELSEWHERE = [
    "https://evil.example/x",
    "//evil.example/x",
    "https://pets.example.com:8443/x",
    "https://sub.pets.example.com/x",
    "https://example.com/x",
    "https://pets.example.com.evil.example/x",
]


@pytest.mark.parametrize("location", ELSEWHERE)
@pytest.mark.parametrize("credentials", [ALL, BEARING], ids=["basic", "bearer"])
def test_no_credential_goes_to_another_origin(location: str, credentials: Any) -> None:
    options: Any = {"headers": {"X-Trace": "1", "User-Agent": "mine"}}
    seen, error = sent(request("GET", credentials), (302, location), credentials=credentials, **options)
    assert error is None
    assert dict(seen[1].headers) == {
        "host": seen[1].url.netloc.decode(),
        "accept": "*/*",
        "accept-encoding": "gzip",
        "user-agent": "mine",
    }
    assert seen[1].url.query == b""


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_done_at_another_origin(status: int, method: str) -> None:
    seen, error = sent(request(method), (status, "https://evil.example/x"))
    becomes_get = status == 303 or (method == "POST" and status in (301, 302))
    assert (error is None) == becomes_get
    assert [(each.method, each.content) for each in seen[1:]] == ([("GET", b"")] if becomes_get else [])


def test_who_has_left_gets_no_credential_at_home_either() -> None:
    seen, _ = sent(request("GET"), (302, "https://evil.example/x"), (302, f"{HOME}/v1/transfer?to=evil"))
    assert seen[2].url == f"{HOME}/v1/transfer?to=evil"
    assert set(seen[2].headers) == {"host", "accept", "accept-encoding", "user-agent"}


@pytest.mark.parametrize("quoted", [SECRET, SECRET.replace("-", "%2D")])
def test_what_is_added_at_each_call_stays_at_home(quoted: str) -> None:
    """Credentials that functions give; `quoted` is how a redirect may repeat one."""
    schemes: dict[Any, Any] = {KEY_QUERY: lambda: SECRET, BEARER: lambda: SECRET}
    first = request("GET", schemes)
    seen, error = sent(first, (302, "/y"), (302, "https://evil.example/x"), credentials=schemes)
    assert error is None
    assert seen[1].url == f"{HOME}/y?api_key={SECRET}"
    assert seen[1].headers["authorization"] == f"Bearer {SECRET}"
    assert seen[2].url == "https://evil.example/x"
    assert "authorization" not in seen[2].headers
    seen, error = sent(first, (302, f"https://evil.example/{quoted}"), credentials=schemes)
    assert error is not None
    assert len(seen) == 1


def test_the_auth_and_cookies_of_a_given_client_stay_at_home() -> None:
    seen: list[httpx2.Request] = []

    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        seen.append(outgoing)
        place = ["/y", "https://evil.example/x"][len(seen) - 1 : len(seen)]
        headers = {"Set-Cookie": f"left={SECRET}", **({"Location": place[0]} if place else {})}
        return httpx2.Response(302 if place else 200, headers=headers, content=b"here")

    options: Any = {"auth": ("rex", SECRET), "cookies": {"mine": SECRET}, "headers": {"X-Mine": SECRET}}
    with httpx2.Client(transport=httpx2.MockTransport(handler), **options) as http:
        assert SyncClient(API, {}, http_client=http, max_redirects=2).call(request("GET", ())) == b"here"
    for each in seen[:2]:
        assert each.headers["authorization"].startswith("Basic ")
        assert each.headers["x-mine"] == SECRET
    assert set(seen[2].headers) == {"host", "accept", "accept-encoding", "user-agent"}


@pytest.mark.parametrize("quoted", [SECRET, SECRET.replace("-", "%2D")])
def test_a_credential_in_the_location_goes_nowhere(quoted: str) -> None:
    seen, error = sent(request("GET"), (302, f"https://evil.example/x?k={quoted}"))
    assert len(seen) == 1
    assert error is not None
    assert SECRET not in str(error)


# --- what is not followed ---------------------------------------------------------------------------

REFUSED: list[tuple[str, int, str]] = [
    ("http", 302, "http://pets.example.com/v1/x"),
    ("http to this machine", 302, "http://localhost/x"),
    ("another scheme", 302, "ftp://pets.example.com/x"),
    ("a script", 302, "javascript:alert(1)"),
    ("a file", 302, "file:///etc/passwd"),
    ("a user", 302, "https://rex@pets.example.com/x"),
    ("a user elsewhere", 302, "https://pets.example.com:443@evil.example/x"),
    ("no host", 302, "https:///x"),
    ("no slashes", 302, "https:/x"),
    ("no host, no scheme", 302, "///evil.example/x"),
    ("no port", 302, "https://pets.example.com:99999/x"),
    ("a bracket", 302, "https://[::1"),
    ("nothing", 302, ""),
    ("a space", 302, "/a b"),
    ("a backslash", 302, "/\\evil.example"),
    ("300", 300, "/y"),
    ("304", 304, "/y"),
    ("305", 305, "https://proxy.example"),
]


@pytest.mark.parametrize(("status", "location"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
@pytest.mark.parametrize("allow_http", [False, True])
def test_what_is_not_followed(status: int, location: str, allow_http: bool) -> None:
    seen, error = sent(request("GET"), (status, location), allow_http=allow_http)
    assert len(seen) == 1
    assert isinstance(error, Redirection)
    assert error.status == status


def test_two_locations_are_none() -> None:
    def handler(outgoing: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(302, headers=[("Location", "/a"), ("Location", "https://evil.example")])

    with client_for(handler, max_redirects=5) as client, pytest.raises(Redirection):
        client.call(request("GET", ()))


def test_by_default_nothing_is_followed() -> None:
    seen, error = sent(request("GET"), (302, "/y"), max_redirects=0)
    assert len(seen) == 1
    assert isinstance(error, Redirection)
    with client_for(lambda _: httpx2.Response(302, headers={"Location": "/y"})) as client, pytest.raises(Redirection):
        client.call(request("GET", ()))


def test_a_loop_ends() -> None:
    seen, error = sent(request("GET"), *[(302, "/x")] * 9)
    assert len(seen) == 6
    assert isinstance(error, Redirection)


def test_from_http_to_https() -> None:
    api = Api(title="x", version="1", servers=API.servers)
    first = api.operation("GET", ("/x",), responses={200: Bytes("*/*")}, security=((BEARER,),)).request()
    options: Any = {"base_url": "http://pets.example.com", "allow_http": True, "credentials": {BEARER: SECRET}}
    seen, error = sent(first, (301, "https://pets.example.com/x"), **options)
    assert error is None
    assert "authorization" not in seen[1].headers
    seen, error = sent(first, (301, "http://other.example/x"), **options)
    assert error is None
    assert "authorization" not in seen[1].headers


def test_a_body_that_is_gone_is_not_sent_again() -> None:
    pieces = (piece for piece in (b"a", b"b"))
    upload = API.operation("PUT", ("/x",), body=Bytes(), responses={200: Bytes("*/*")})
    seen, error = sent(upload.request(body=pieces), (307, "/y"), credentials={})
    assert len(seen) == 1
    assert isinstance(error, Redirection)


def test_a_redirect_that_is_documented_is_the_answer() -> None:
    documented = API.operation("GET", ("/x",), responses={302: NoContent()}).request()
    with client_for(lambda _: httpx2.Response(302, headers={"Location": "/y"}), max_redirects=5) as client:
        assert client.send(documented).status == 302


@pytest.mark.parametrize("most", [-1, True, 1.5, None, "1"])
def test_the_option_is_a_number(most: Any) -> None:
    with pytest.raises(ConfigurationError, match="max_redirects"):
        SyncClient(API, {}, max_redirects=most)
