"""Functions in place of credentials: asked before every call, and once more after a 401."""

from __future__ import annotations

import asyncio
import functools
import io
import itertools
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from runtime import BaseAsyncClient, BasicAuth, Bytes, OpenIdConnect, Secret, SyncClient
from runtime.auth import SecurityScheme
from runtime.errors import ApiError, CredentialError, Unauthorized
from tests.runtime.wire.oauth_support import OAUTH, Login, async_calls, request_for, sync_calls
from tests.runtime.wire.support import BASIC, BEARER, KEY_COOKIE, KEY_HEADER, KEY_QUERY, SECRET
from tests.runtime.wire.test_credentials import everything_shown

both = pytest.mark.parametrize("calls", [sync_calls, async_calls])
Caller = Callable[..., None]


def counting(form: str = "token{}") -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: form.format(next(numbers))


def carried(request: httpx2.Request) -> str:
    """What a request carries of credentials, wherever it stands."""
    headers = request.headers
    found = [headers.get("authorization"), headers.get("x-api-key"), headers.get("cookie"), request.url.query.decode()]
    return "".join(filter(None, found))


@both
@pytest.mark.parametrize(
    ("scheme", "sent"),
    [
        (BEARER, "Bearer token{}"),
        (OAUTH, "Bearer token{}"),
        (OpenIdConnect("oidc"), "Bearer token{}"),
        (KEY_HEADER, "token{}"),
        (KEY_QUERY, "api_key=token{}"),
        (KEY_COOKIE, "session=token{}"),
    ],
)
def test_a_function_is_asked_before_every_call(calls: Caller, scheme: SecurityScheme, sent: str) -> None:
    login = Login()
    calls(login, {scheme: counting()}, request_for((scheme,)), times=3)
    assert [carried(each) for each in login.api_requests] == [sent.format(number) for number in (1, 2, 3)]
    assert login.token_requests == []


@both
def test_a_function_for_user_name_and_password(calls: Caller) -> None:
    login, passwords = Login(), counting()
    calls(login, {BASIC: lambda: BasicAuth("rex", passwords())}, request_for((BASIC,)), times=2)
    expected = [f"Basic {b64encode(f'rex:token{number}'.encode()).decode()}" for number in (1, 2)]
    assert login.sent == expected


def test_a_coroutine_function() -> None:
    async def token() -> Secret[str]:
        await asyncio.sleep(0)
        return Secret("later")

    login = Login()
    async_calls(login, {BEARER: token}, request_for((BEARER,)))
    assert login.sent == ["Bearer later"]
    with pytest.raises(CredentialError, match=r"'bearer' .* is a coroutine function"):
        sync_calls(login, {BEARER: token}, request_for((BEARER,)))


@both
def test_all_of_a_combination_are_asked(calls: Caller) -> None:
    login = Login()
    functions = {BEARER: counting("a{}"), KEY_QUERY: counting("b{}"), KEY_COOKIE: "fixed"}
    calls(login, functions, request_for((BEARER, KEY_QUERY, KEY_COOKIE)))
    request = login.api_requests[0]
    assert carried(request) == "Bearer a1session=fixedapi_key=b1"


@both
def test_headers_of_the_options_go_before(calls: Caller) -> None:
    login = Login()
    calls(login, {KEY_HEADER: counting()}, request_for((KEY_HEADER,)), headers={"x-api-key": "mine"})
    assert login.api_requests[0].headers.get_list("x-api-key") == ["mine"]


@both
@pytest.mark.parametrize("value", [f"{SECRET}\n", f"Bearer {SECRET}", "", None, 7, [SECRET]])
def test_what_a_function_gives_is_checked_and_not_shown(calls: Caller, value: Any) -> None:
    login = Login()
    with pytest.raises(CredentialError) as caught:
        calls(login, {BEARER: lambda: value}, request_for((BEARER,)))
    assert str(caught.value).startswith("the credential for 'bearer' (HTTP bearer token) ")
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    assert SECRET not in everything_shown(caught.value)
    assert login.api_requests == []


@both
def test_an_error_of_the_function_is_the_callers(calls: Caller) -> None:
    def broken() -> str:
        raise LookupError("no vault")

    with pytest.raises(LookupError, match="no vault"):
        calls(Login(), {BEARER: broken}, request_for((BEARER,)))


def test_a_function_does_not_show_its_arguments() -> None:
    def token(secret: str) -> str:
        return secret

    request = request_for((BEARER,))
    client = SyncClient(request.operation.api, {BEARER: functools.partial(token, SECRET)})
    shown = f"{client!r} {vars(client)!r} {client._plan_for(request.operation)!r}"
    assert SECRET not in shown


# --- after a 401 ------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_after_a_401_another_token_is_tried_once(calls: Caller, method: str) -> None:
    login = Login()
    login.refused = {"Bearer token1"}
    calls(login, {BEARER: counting()}, request_for((BEARER,), method=method))
    assert login.sent == ["Bearer token1", "Bearer token2"]
    login.refused = {f"Bearer token{number}" for number in range(9)}
    with pytest.raises(Unauthorized):
        calls(login, {BEARER: counting()}, request_for((BEARER,), method=method))
    assert login.sent[2:] == ["Bearer token1", "Bearer token2"]


@both
def test_the_same_token_is_not_tried_again(calls: Caller) -> None:
    login = Login()
    login.refused = {"Bearer same"}
    with pytest.raises(Unauthorized, match="a credential was sent"):
        calls(login, {BEARER: lambda: "same"}, request_for((BEARER,)))
    assert login.sent == ["Bearer same"]


def test_a_body_that_is_gone_is_not_sent_again() -> None:
    login = Login()
    login.refused = {"Bearer token1"}
    request = request_for((BEARER,), method="POST", body=Bytes("application/octet-stream", required=False))

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    request = request.operation.request(body=Pipe(b"once"))
    with pytest.raises(Unauthorized):
        sync_calls(login, {BEARER: counting()}, request)
    assert login.sent == ["Bearer token1"]


@both
def test_a_query_is_not_added_twice(calls: Caller) -> None:
    targets: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        targets.append(request.url.query.decode())
        return httpx2.Response(401 if len(targets) == 1 else 200, json={"id": 1, "name": "rex"})

    calls(handler, {KEY_QUERY: counting()}, request_for((KEY_QUERY,)))
    assert targets == ["api_key=token1", "api_key=token2"]


def test_redirects_keep_the_credential_at_home_only() -> None:
    seen: list[tuple[str, str]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append((request.url.host, carried(request)))
        if len(seen) == 1:
            return httpx2.Response(302, headers={"Location": "/other"})
        if len(seen) == 2:
            return httpx2.Response(302, headers={"Location": "https://elsewhere.example/"})
        return httpx2.Response(401)

    request = request_for((KEY_QUERY, BEARER))
    with pytest.raises(Unauthorized):
        sync_calls(handler, {KEY_QUERY: counting(), BEARER: counting()}, request, max_redirects=2)
    home = ("pets.example.com", "Bearer token1api_key=token1")
    assert seen == [home, home, ("elsewhere.example", "")]


# --- nothing is shown -------------------------------------------------------------------------------


@both
@pytest.mark.parametrize("scheme", [BEARER, KEY_HEADER, KEY_QUERY, KEY_COOKIE])
@pytest.mark.parametrize("fault", ["status", "refused"])
def test_errors_and_logs_do_not_show_it(
    calls: Caller, scheme: SecurityScheme, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        echo = repr([*request.headers.items(), str(request.url)])
        if fault == "refused":
            raise httpx2.ConnectError(f"refused: {echo}")
        return httpx2.Response(400, json={"message": echo})

    events: list[Any] = []
    with caplog.at_level(0), pytest.raises(ApiError) as caught:
        calls(handler, {scheme: lambda: SECRET}, request_for((scheme,)), retry=None, on_request=events.append)
    texts = [str(caught.value), repr(caught.value), caplog.text, repr(events)]
    if fault == "refused":
        texts.append(everything_shown(caught.value))
    for text in texts:
        assert SECRET not in text
    assert events


def test_curl_shows_what_was_got_last_only_where_asked() -> None:
    request = request_for((KEY_QUERY, BEARER))
    handler = httpx2.MockTransport(Login())
    functions = {KEY_QUERY: lambda: "k", BEARER: lambda: "t"}
    with SyncClient(request.operation.api, functions, transport=handler) as client:
        assert "Authorization: Bearer TOKEN" in request.to_curl(client)
        client.call(request)
        assert "Bearer t'" in request.to_curl(client, reveal=True)
        masked = request.to_curl(client)
    assert "api_key=***" in masked
    assert "Authorization: ***" in masked


def test_streams_get_it_too() -> None:
    request, login = request_for((BEARER,)), Login()
    login.refused = {"Bearer token1"}
    transport = httpx2.MockTransport(login)
    with (
        SyncClient(request.operation.api, {BEARER: counting()}, transport=transport) as client,
        client.stream(request) as streamed,
    ):
        assert b"".join(streamed.iter_bytes()) == b'{"id":1,"name":"rex"}'

    async def run() -> None:
        async with (
            BaseAsyncClient(request.operation.api, {BEARER: counting()}, transport=transport) as client,
            client.stream(request) as streamed,
        ):
            assert streamed.status == 200

    asyncio.run(run())
    assert login.sent == ["Bearer token1", "Bearer token2"] * 2


# --- the environment --------------------------------------------------------------------------------


def test_the_environment_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from runtime import HttpBasic, HttpBearer

    bearer = HttpBearer("bearer", environment="PETS_BEARER")
    basic = HttpBasic("basic", environment="PETS_BASIC")
    request, login = request_for((bearer,), (basic,)), Login()
    monkeypatch.setenv("PETS_BEARER", f"{SECRET}\n")
    with pytest.raises(CredentialError, match=r"line break \(from the environment: PETS_BEARER\)") as caught:
        sync_calls(login, {bearer: None, basic: None}, request)
    assert SECRET not in everything_shown(caught.value)
    monkeypatch.setenv("PETS_BEARER", "")
    monkeypatch.setenv("PETS_BASIC_USERNAME", "rex")
    sync_calls(login, {bearer: None, basic: None}, request)
    monkeypatch.setenv("PETS_BASIC_PASSWORD", "p")
    sync_calls(login, {bearer: None, basic: None}, request)
    sync_calls(login, {bearer: None, basic: None}, request, trust_env=False)
    # What is given goes before what is found, though its alternative comes later.
    monkeypatch.setenv("PETS_BEARER", "found")
    sync_calls(login, {bearer: None, basic: ("a", "b")}, request)
    assert login.sent == [None, "Basic cmV4OnA=", None, "Basic YTpi"]
