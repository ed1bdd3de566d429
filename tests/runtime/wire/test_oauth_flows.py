"""Flows with a person in them, and what servers say of themselves: the cases that a good server never gives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from runtime import OAuth2, OAuthFlow, OpenIdConnect
from runtime.errors import ConfigurationError, CredentialError, TokenError
from runtime.grants import ClientCredentials, DeviceAuthorization, DevicePrompt
from tests.runtime.wire.oauth_support import OAUTH, TOKEN_URL, Login, async_calls, request_for, sync_calls
from tests.runtime.wire.support import SECRET

both = pytest.mark.parametrize("calls", [sync_calls, async_calls])
Caller = Callable[..., None]
TOKEN = {"access_token": "one"}


# --- the authorization code flow --------------------------------------------------------------------


def test_the_authorization_url() -> None:
    start = OAUTH.authorize(
        "a b", redirect_uri="https://app.example/back?x=1", scopes=["read", "write"], parameters={"prompt": "login"}
    )
    url = urlsplit(start.url)
    fields = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert f"{url.scheme}://{url.netloc}{url.path}" == "https://login.example.com/authorize"
    assert len(fields.pop("code_challenge")) == 43
    assert len(start.verifier.reveal()) in range(43, 129)
    assert fields == {
        "response_type": "code",
        "client_id": "a b",
        "redirect_uri": "https://app.example/back?x=1",
        "scope": "read write",
        "state": start.state,
        "code_challenge_method": "S256",
        "prompt": "login",
    }
    other = OAUTH.authorize("a", redirect_uri="https://app.example/")
    assert (other.state, other.verifier.reveal()) != (start.state, start.verifier.reveal())
    shown = repr(start)
    assert start.state not in shown
    assert start.verifier.reveal() not in shown


def test_the_challenge_is_that_of_rfc_7636(monkeypatch: pytest.MonkeyPatch) -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B
    monkeypatch.setattr("runtime.authorization.secrets.token_urlsafe", lambda _: verifier)
    start = OAUTH.authorize("id", redirect_uri="https://app.example/")
    assert "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&" in start.url


@pytest.mark.parametrize(
    ("query", "message", "error"),
    [
        ("code=c&state=wrong", "state is not the one", None),
        ("code=c", "state is not the one", None),
        ("code=c&state=ä", "state is not the one", None),
        ("state={state}", "has no code", None),
        ("code=a&code=b&state={state}", "repeats a parameter", None),
        ("error=access_denied&error_description=No+way&state={state}", "access_denied: No way", "access_denied"),
    ],
)
def test_callbacks_that_are_no_answer(query: str, message: str, error: str | None) -> None:
    start = OAUTH.authorize("id", redirect_uri="https://app.example/")
    for form in ("https://app.example/?{}", "{}"):
        with pytest.raises(TokenError, match=message) as caught:
            start.finish(form.format(query.format(state=start.state)))
        assert caught.value.error == error


def test_the_url_of_the_flow() -> None:
    implicit = OAuth2("oauth", (OAuthFlow("implicit", authorization_url="https://a.example/"),))
    with pytest.raises(ConfigurationError, match="no authorizationCode flow for 'oauth'"):
        implicit.authorize("id", redirect_uri="https://app.example/")
    relative = OAuth2("oauth", (OAuthFlow("authorizationCode", "token", authorization_url="/authorize?a=b"),))
    with pytest.raises(ConfigurationError, match="is relative: pass base_url"):
        relative.authorize("id", redirect_uri="https://app.example/")
    start = relative.authorize("id", redirect_uri="https://app.example/", base_url="https://a.example/v1")
    assert start.url.startswith("https://a.example/authorize?a=b&response_type=code&")
    assert start.token_url == "https://a.example/v1/token"
    with pytest.raises(CredentialError, match="scopes in a tuple"):
        OAUTH.authorize("id", redirect_uri="https://app.example/", scopes=["a b"])


# --- the device flow --------------------------------------------------------------------------------

DEVICE = {
    "device_code": SECRET,
    "user_code": "ABCD",
    "verification_uri": "https://login.example.com/device",
    "expires_in": 600,
}


def refusal(error: str) -> httpx2.Response:
    return httpx2.Response(400, json={"error": error})


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been waited, which the clock has moved on by."""
    seconds: list[float] = []

    async def later(delay: float) -> None:
        seconds.append(delay)

    monkeypatch.setattr("runtime.rotation.time.sleep", seconds.append)
    monkeypatch.setattr("anyio.sleep", later)
    monkeypatch.setattr("runtime.oauth.time.monotonic", lambda: 1000.0 + sum(seconds))
    return seconds


@both
def test_polling(calls: Caller, waited: list[float]) -> None:
    prompts: list[DevicePrompt] = []
    login = Login(
        DEVICE | {"interval": 3, "verification_uri_complete": "https://login.example.com/device?c=ABCD"},
        refusal("authorization_pending"),
        refusal("slow_down"),
        httpx2.ConnectError("for a moment"),
        TOKEN,
    )
    calls(
        login, {OAUTH: DeviceAuthorization("id", prompts.append, scopes=("read",))}, request_for((OAUTH,)), retry=None
    )
    # Slower where the server asks for it, and where the network is in trouble (RFC 8628 §3.5).
    assert waited == [3.0, 3.0, 8.0, 16.0]
    assert login.forms[0] == {"client_id": "id", "scope": "read"}
    assert login.forms[1]["device_code"] == SECRET
    assert prompts == [
        DevicePrompt(
            "https://login.example.com/device", "ABCD", "https://login.example.com/device?c=ABCD", expires_in=600.0
        )
    ]
    assert login.sent == ["Bearer one"]


def test_a_persons_time_is_not_the_calls(waited: list[float]) -> None:
    login = Login(DEVICE, *[refusal("authorization_pending")] * 60, TOKEN)
    sync_calls(login, {OAUTH: DeviceAuthorization("id", lambda _: None)}, request_for((OAUTH,)), timeout=10)
    assert sum(waited) > 300
    assert login.sent == ["Bearer one"]


@both
@pytest.mark.parametrize(
    ("answers", "error", "message"),
    [
        ([DEVICE, refusal("access_denied")], "access_denied", "answered 400: access_denied"),
        ([DEVICE, refusal("expired_token")], "expired_token", "answered 400: expired_token"),
        ([DEVICE, refusal("authorization_pending")], "expired_token", "nobody allowed it in time"),
        ([DEVICE | {"device_code": 7}], None, "lacks a code or a URL"),
        ([DEVICE | {"expires_in": None}], None, "lacks expires_in"),
        ([refusal("invalid_client")], "invalid_client", "answered 400"),
    ],
)
def test_a_device_that_is_not_allowed(
    calls: Caller, waited: list[float], answers: Any, error: str | None, message: str
) -> None:
    with pytest.raises(TokenError, match=message) as caught:
        calls(Login(*answers), {OAUTH: DeviceAuthorization("id", lambda _: None)}, request_for((OAUTH,)))
    assert caught.value.error == error
    assert sum(waited) <= 600


# --- what servers say of themselves -----------------------------------------------------------------

ISSUER = "https://login.example.com"
PLACE = f"{ISSUER}/.well-known/openid-configuration"
DESCRIBED = {"issuer": ISSUER, "token_endpoint": TOKEN_URL, "authorization_endpoint": f"{ISSUER}/authorize"}


@both
def test_a_description_is_read_once(calls: Caller) -> None:
    scheme = OpenIdConnect("oidc", PLACE)
    login = Login(DESCRIBED, TOKEN | {"expires_in": 0})
    calls(login, {scheme: ClientCredentials("id", "s")}, request_for((scheme,)), times=2)
    assert [request.url.path for request in login.token_requests] == [
        "/.well-known/openid-configuration",
        "/token",
        "/token",
    ]


@both
def test_how_the_server_wants_the_secret(calls: Caller) -> None:
    scheme = OpenIdConnect("oidc", PLACE)
    login = Login(DESCRIBED | {"token_endpoint_auth_methods_supported": ["client_secret_post"]}, TOKEN)
    calls(login, {scheme: ClientCredentials("id", "s")}, request_for((scheme,)))
    assert login.forms[1]["client_secret"] == "s"


@pytest.mark.parametrize(
    ("url", "issuer"),
    [
        (PLACE, ISSUER),
        (PLACE, f"{ISSUER}/"),
        (f"{ISSUER}/tenant/.well-known/openid-configuration", f"{ISSUER}/tenant"),
        (f"{ISSUER}/.well-known/oauth-authorization-server/tenant", f"{ISSUER}/tenant"),
        (f"{ISSUER}/.well-known/openid-configuration/tenant", f"{ISSUER}/tenant"),
        (f"{ISSUER}/about", f"{ISSUER}/any"),
    ],
)
def test_issuers_that_speak_for_themselves(url: str, issuer: str) -> None:
    scheme, login = OpenIdConnect("oidc", url), Login(DESCRIBED | {"issuer": issuer}, TOKEN)
    sync_calls(login, {scheme: ClientCredentials("id", "s")}, request_for((scheme,)))
    assert login.sent == ["Bearer one"]


BAD = [
    (PLACE, DESCRIBED | {"issuer": "https://evil.example"}, "another issuer"),
    (PLACE, DESCRIBED | {"issuer": f"{ISSUER}/tenant"}, "another issuer"),
    (PLACE, DESCRIBED | {"issuer": "http://login.example.com"}, "another issuer"),
    (PLACE, DESCRIBED | {"issuer": f"{ISSUER}?x"}, "another issuer"),
    (PLACE, DESCRIBED | {"issuer": None}, "another issuer"),
    (f"{ISSUER}/about", DESCRIBED | {"issuer": "https://evil.example"}, "another issuer"),
    (PLACE, DESCRIBED | {"token_endpoint": "http://login.example.com/token"}, "token_endpoint: .* is not encrypted"),
    (PLACE, DESCRIBED | {"token_endpoint": "/token"}, "is relative"),
    (PLACE, {"issuer": ISSUER}, "names no endpoint"),
    (PLACE, httpx2.Response(200, html="<p>"), "is no JSON object"),
    (PLACE, httpx2.Response(404), "answered 404"),
    (PLACE, httpx2.Response(302, headers={"Location": "https://evil.example/"}), "answered 302"),
    (PLACE, httpx2.ConnectError("gone"), "the connection failed: gone"),
]


@both
@pytest.mark.parametrize(("url", "answer", "message"), BAD)
def test_descriptions_that_are_not_believed(calls: Caller, url: str, answer: Any, message: str) -> None:
    scheme, login = OpenIdConnect("oidc", url), Login(answer)
    with pytest.raises(TokenError, match=message):
        calls(login, {scheme: ClientCredentials("id", SECRET)}, request_for((scheme,)), retry=None)
    assert len(login.token_requests) == 1


@pytest.mark.parametrize("answer", [answer for _, answer, _ in BAD[-4:]])
def test_discovery_says_so_too(answer: Any) -> None:
    scheme, transport = OpenIdConnect("oidc", PLACE), httpx2.MockTransport(Login(answer))
    with pytest.raises(TokenError):
        scheme.discover(transport=transport, retry=None)
    with pytest.raises(TokenError):
        asyncio.run(scheme.adiscover(transport=transport, retry=None))


def test_a_login_by_discovery_checks_the_issuer() -> None:
    described = DESCRIBED | {"authorization_response_iss_parameter_supported": True}
    found = OpenIdConnect("oidc", PLACE).discover(transport=httpx2.MockTransport(Login(described)))
    start = found.authorize("id", redirect_uri="https://app.example/")
    assert "scope=openid" in start.url
    back = f"code=c&state={start.state}"
    # RFC 9207: the answer of another server than the one that was asked.
    for wrong in (back, f"{back}&iss=https://evil.example"):
        with pytest.raises(TokenError, match="another issuer"):
            start.finish(wrong)
    assert start.finish(f"{back}&iss={ISSUER}").token_url == TOKEN_URL


def test_a_server_without_logins() -> None:
    found = OpenIdConnect("oidc", PLACE).discover(transport=httpx2.MockTransport(Login({"issuer": ISSUER})))
    with pytest.raises(ConfigurationError, match="names no authorization_endpoint"):
        found.authorize("id", redirect_uri="https://app.example/")
