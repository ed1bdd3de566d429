"""OAuth 2 tokens: what is sent to get them, how long they are kept, and what a bad server cannot do."""

from __future__ import annotations

import asyncio
import math
import ssl
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import httpx2
import msgspec
import pytest

from runtime import MutualTls, OAuth2, OAuthFlow, OpenIdConnect, SyncClient
from runtime.errors import ConfigurationError, TokenError, Unauthorized
from runtime.grants import (
    AuthorizationCode,
    ClientCredentials,
    RefreshToken,
    ResourceOwnerPassword,
    Tokens,
)
from tests.runtime.wire.oauth_support import OAUTH, TOKEN_URL, Login, async_calls, request_for, sync_calls
from tests.runtime.wire.support import KEY_HEADER, SECRET
from tests.runtime.wire.test_credentials import everything_shown

both = pytest.mark.parametrize("calls", [sync_calls, async_calls])
Caller = Callable[..., None]
REQUEST = request_for((OAUTH,))
GRANT = ClientCredentials("id", SECRET)
TOKEN = {"access_token": "one", "token_type": "Bearer"}


# --- what is sent -----------------------------------------------------------------------------------


@both
def test_id_and_secret_are_form_encoded_in_the_header(calls: Caller) -> None:
    login = Login()
    calls(login, {OAUTH: ClientCredentials("a b", "c:d+/ä")}, REQUEST)
    sent = login.token_requests[0]
    encoded = b64encode(b"a+b:c%3Ad%2B%2F%C3%A4").decode()
    assert sent.headers["authorization"] == f"Basic {encoded}"
    assert (sent.method, str(sent.url)) == ("POST", TOKEN_URL)
    assert sent.headers["content-type"] == "application/x-www-form-urlencoded"
    assert sent.headers["accept"] == "application/json"
    assert sent.headers["host"] == "login.example.com"
    assert login.forms == [{"grant_type": "client_credentials"}]


@both
def test_scopes_and_other_parameters(calls: Caller) -> None:
    login = Login()
    grant = ClientCredentials(
        "i", "s", scopes=("a", "b:c"), parameters={"audience": "x&y"}, client_authentication="body"
    )
    calls(login, {OAUTH: grant}, REQUEST)
    expected = {"scope": "a b:c", "audience": "x&y", "client_id": "i", "client_secret": "s"}
    assert login.forms == [expected | {"grant_type": "client_credentials"}]
    assert "authorization" not in login.token_requests[0].headers


@both
def test_nothing_of_the_api_goes_to_the_token_endpoint(calls: Caller) -> None:
    login = Login()
    events: list[Any] = []
    options: dict[str, Any] = {"headers": {"X-Tenant": SECRET, "Authorization": SECRET}, "on_request": events.append}
    calls(login, {OAUTH: ClientCredentials("i", "s"), KEY_HEADER: SECRET}, REQUEST, **options)
    sent = login.token_requests[0]
    assert SECRET not in repr(sent.headers.raw)
    assert [event.url for event in events] == ["https://pets.example.com/pets"]


def test_the_authentication_of_a_given_client_is_not_for_the_token_endpoint() -> None:
    login = Login()
    transport = httpx2.MockTransport(login)
    http = httpx2.Client(transport=transport, auth=("me", SECRET), headers={"X-Tenant": SECRET}, cookies={"c": SECRET})
    with http, SyncClient(REQUEST.operation.api, {OAUTH: RefreshToken("r")}, http_client=http) as client:
        client.call(REQUEST)
    headers = login.token_requests[0].headers
    assert not {"authorization", "x-tenant", "cookie"} & set(headers)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://login.example.com/token", "is not encrypted"),
        ("https://user:hunter2@login.example.com/token", "must not hold a user name"),
        ("https://login.example.com/token#x", "must not have a query or a fragment"),
        ("https://login.example.com/token?a=b#x", "must not have a fragment"),
        ("ftp://login.example.com/token", "must be an absolute http"),
        ("https://login.example.com/to ken", "holds a space"),
    ],
)
def test_where_secrets_are_not_sent(url: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        sync_calls(Login(), {OAUTH: ClientCredentials("id", SECRET, token_url=url)}, REQUEST)
    assert "hunter2" not in str(caught.value)
    assert SECRET not in everything_shown(caught.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/token", "http://localhost:9/token"])
def test_plain_http_to_this_machine(url: str) -> None:
    login = Login()
    sync_calls(login, {OAUTH: ClientCredentials("id", "s", token_url=url)}, REQUEST)
    assert str(login.token_requests[0].url) == url


def test_plain_http_where_it_is_allowed() -> None:
    login = Login()
    grant = ClientCredentials("id", "s", token_url="http://login.example.com/token/?a=b%20c")
    sync_calls(login, {OAUTH: grant}, REQUEST, allow_http=True)
    assert str(login.token_requests[0].url) == "http://login.example.com/token/?a=b%20c"


@pytest.mark.parametrize(
    ("url", "expected"), [("token", "https://a.example/v1/token"), ("/token/", "https://a.example/token/")]
)
def test_a_relative_url_belongs_to_the_server(url: str, expected: str) -> None:
    scheme = OAuth2("oauth", (OAuthFlow("password", url),))
    login = Login({"access_token": "x"})
    request = request_for((scheme,))

    def handler(http: httpx2.Request) -> httpx2.Response:
        return login(http) if http.method == "POST" else httpx2.Response(200, json={"id": 1, "name": "rex"})

    sync_calls(handler, {scheme: ResourceOwnerPassword("a", "b")}, request, base_url="https://a.example/v1")
    assert str(login.token_requests[0].url) == expected


def test_a_flow_that_the_document_does_not_have() -> None:
    scheme = OAuth2("oauth", (OAuthFlow("implicit", authorization_url="https://a.example/"),))
    request = request_for((scheme,))
    with pytest.raises(ConfigurationError, match="has no clientCredentials flow for"):
        sync_calls(Login(), {scheme: GRANT}, request)
    login = Login()
    sync_calls(login, {scheme: ClientCredentials("id", "s", token_url=TOKEN_URL)}, request)
    assert login.sent == [f"Bearer {SECRET}-token"]


@both
def test_a_redirect_of_the_token_endpoint_is_not_followed(calls: Caller) -> None:
    redirect = httpx2.Response(307, headers={"Location": "https://evil.example/"})
    login = Login(redirect)
    with pytest.raises(TokenError, match="answered 307") as caught:
        calls(login, {OAUTH: GRANT}, REQUEST, max_redirects=5)
    assert caught.value.status == 307
    assert len(login.token_requests) == 1


# --- how long it is kept ----------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("expires_in", "requests"),
    [(None, 1), (3600, 1), ("3600", 1), (3600.5, 1), (0, 3), ("soon", 1), (True, 1), (-5, 1), (math.inf, 1)],
)
def test_a_token_is_kept_until_it_expires(calls: Caller, expires_in: Any, requests: int) -> None:
    answer = {**TOKEN} if expires_in in (None, math.inf) else TOKEN | {"expires_in": expires_in}
    login = Login(answer)
    calls(login, {OAUTH: GRANT}, REQUEST, times=3)
    assert len(login.token_requests) == requests


@pytest.mark.parametrize(("life", "kept", "renewed"), [(3600, 3569, 3571), (40, 29, 31)])
def test_it_is_renewed_a_little_earlier(
    monkeypatch: pytest.MonkeyPatch, life: int, kept: float, renewed: float
) -> None:
    clock = [1000.0]
    monkeypatch.setattr("runtime.oauth.time.monotonic", lambda: clock[0])
    login = Login(TOKEN | {"expires_in": life})
    transport = httpx2.MockTransport(login)
    with SyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport, timeout=None) as client:
        for seconds, asked in ((0, 1), (kept, 1), (renewed, 2)):
            clock[0] = 1000.0 + seconds
            client.call(REQUEST)
            assert len(login.token_requests) == asked


@both
def test_the_refresh_token_is_used_and_replaced(calls: Caller) -> None:
    login = Login(*({"access_token": f"a{n}", "refresh_token": f"r{n}", "expires_in": 0} for n in (1, 2, 3)))
    kept: list[Tokens] = []
    grant = ResourceOwnerPassword("rex", "p", "id", scopes=("read",), on_tokens=kept.append)
    calls(login, {OAUTH: grant}, REQUEST, times=3)
    assert login.sent == ["Bearer a1", "Bearer a2", "Bearer a3"]
    assert login.forms[1:] == [
        {"grant_type": "refresh_token", "refresh_token": token, "client_id": "id"} for token in ("r1", "r2")
    ]
    assert [each.access_token.reveal() for each in kept] == ["a1", "a2", "a3"]
    assert SECRET not in repr(kept)


@both
def test_a_refresh_token_that_is_no_longer_good(calls: Caller) -> None:
    used_up = httpx2.Response(400, json={"error": "invalid_grant"})
    first = {"access_token": "a1", "refresh_token": "r1", "expires_in": 0}
    login = Login(first, used_up, TOKEN)
    calls(login, {OAUTH: ResourceOwnerPassword("rex", "p", "id")}, REQUEST, times=2)
    assert [form["grant_type"] for form in login.forms] == ["password", "refresh_token", "password"]
    # A code cannot be used again.
    login = Login(first, used_up)
    with pytest.raises(TokenError, match="answered 400: invalid_grant"):
        calls(login, {OAUTH: AuthorizationCode("c", "https://app.example/", "id")}, REQUEST, times=2)
    login = Login({"access_token": "a1", "expires_in": 0})
    with pytest.raises(TokenError, match="log in again"):
        calls(login, {OAUTH: AuthorizationCode("c", "https://app.example/", "id")}, REQUEST, times=2)
    assert len(login.token_requests) == 1


def test_the_refresh_url_of_the_document() -> None:
    scheme = OAuth2("oauth", (OAuthFlow("password", TOKEN_URL, refresh_url="https://login.example.com/again"),))
    login = Login({"access_token": "a", "refresh_token": "r", "expires_in": 0})
    sync_calls(login, {scheme: ResourceOwnerPassword("a", "b")}, request_for((scheme,)), times=2)
    assert [request.url.path for request in login.token_requests] == ["/token", "/again"]


@both
def test_a_refusal_that_a_new_token_cannot_mend(calls: Caller) -> None:
    login = Login({"access_token": "a"}, {"access_token": "b"})
    login.refused = {"Bearer a", "Bearer b"}
    # It is as new as can be.
    with pytest.raises(Unauthorized):
        calls(login, {OAUTH: GRANT}, REQUEST)
    assert login.sent == ["Bearer a"]
    login = Login({"access_token": "a"})
    transport = httpx2.MockTransport(login)
    with SyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport) as client:
        client.call(REQUEST)
        login.refused, login.challenge = {"Bearer a"}, 'Bearer error="insufficient_scope"'
        with pytest.raises(Unauthorized):
            client.call(REQUEST)
    assert len(login.token_requests) == 1


def test_hooks_for_tokens_may_be_coroutine_functions() -> None:
    kept: list[str] = []

    async def keep(tokens: Tokens) -> None:
        await asyncio.sleep(0)
        kept.append(tokens.access_token.reveal())

    async_calls(Login(TOKEN), {OAUTH: ClientCredentials("id", "s", on_tokens=keep)}, REQUEST)
    assert kept == ["one"]


# --- whose it is ------------------------------------------------------------------------------------


def test_mutual_tls_with_a_token() -> None:
    scheme, login = MutualTls("mtls"), Login(TOKEN)
    context = ssl.create_default_context()
    request = request_for((scheme, OAUTH))
    sync_calls(login, {scheme: context, OAUTH: GRANT}, request)
    assert login.sent == ["Bearer one"]
    # Half of a combination asks nobody for a token.
    login = Login(TOKEN)
    sync_calls(login, {OAUTH: GRANT}, request)
    assert (login.sent, login.token_requests) == ([None], [])


def test_tokens_belong_to_one_client() -> None:
    login = Login(TOKEN)
    sync_calls(login, {OAUTH: GRANT}, REQUEST)
    sync_calls(login, {OAUTH: GRANT}, REQUEST)
    assert len(login.token_requests) == 2
    # Options change nothing about who is logged in.
    transport = httpx2.MockTransport(login)
    with SyncClient(REQUEST.operation.api, {OAUTH: GRANT}, transport=transport) as client:
        client.call(REQUEST)
        client.with_options(headers={"X": "y"}).call(REQUEST)
    assert len(login.token_requests) == 3


def test_openid_connect_takes_plain_tokens_too() -> None:
    scheme, login = OpenIdConnect("oidc", "https://login.example.com/.well-known/openid-configuration"), Login()
    sync_calls(login, {scheme: "plain"}, request_for((scheme,)))
    assert (login.sent, login.token_requests) == (["Bearer plain"], [])
    assert msgspec.structs.asdict(scheme)["url"].startswith("https://login")
