"""Every kind of credential of a document, and the flows of OAuth with the document's URLs."""

from __future__ import annotations

import asyncio
import ssl
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

TOKEN = {"access_token": "fresh", "token_type": "bearer", "expires_in": 3600}
ISSUER = "https://login.example.com"


class Servers:
    """The API and its authorization server; `seen` are the requests, as method and URL, with their forms."""

    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []
        self.forms: list[dict[str, list[str]]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        url = str(request.url)
        if "/.well-known/" in url:
            endpoints = {f"{kind}_endpoint": f"{ISSUER}/found/{kind}" for kind in ("token", "authorization")}
            return httpx2.Response(200, json={"issuer": ISSUER} | endpoints)
        if request.url.host == "login.example.com" or "/token/" in url:
            self.forms.append(parse_qs(request.content.decode()))
            return httpx2.Response(200, json=TOKEN)
        return httpx2.Response(200 if request.method == "GET" else 204, json={"id": "1"})

    @property
    def urls(self) -> list[str]:
        return [str(request.url) for request in self.requests]


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, package: ModuleType) -> None:
    for scheme in package._api.API.security_schemes:
        for name in scheme.variables():
            monkeypatch.delenv(name, raising=False)


def servers_of(package: ModuleType, operation: str = "fetch", **credentials: Any) -> Servers:
    servers = Servers()
    with package.Client(transport=httpx2.MockTransport(servers), **credentials) as client:
        client.call(getattr(package.operations.accounts, operation)())
    return servers


GRANTS = [
    (("ClientCredentials", "id", "secret"), "https://api.example.com/token/?tenant=a", "client_credentials"),
    (("ResourceOwnerPassword", "rex", "secret"), "https://login.example.com/token", "password"),
    (("RefreshToken", "secret"), "https://login.example.com/token", "refresh_token"),
    (("AuthorizationCode", "code", "https://x.example", "id"), "https://login.example.com/token", "authorization_code"),
]


@pytest.mark.parametrize(("grant", "url", "kind"), GRANTS, ids=lambda value: value if isinstance(value, str) else "")
def test_grants_go_to_the_token_url_of_their_flow(
    package: ModuleType, grant: tuple[str, ...], url: str, kind: str
) -> None:
    name, *arguments = grant
    servers = servers_of(package, oauth=getattr(package.auth, name)(*arguments))
    assert servers.urls == [url, "https://api.example.com/v1/account"]
    assert servers.forms[0]["grant_type"] == [kind]
    assert servers.requests[1].headers["authorization"] == "Bearer fresh"


@pytest.mark.parametrize("argument", ["openid", "oauth_described_elsewhere"])
def test_endpoints_that_the_server_describes(package: ModuleType, argument: str) -> None:
    grant = package.auth.ClientCredentials("id", "secret")
    servers = servers_of(package, **{argument: grant})
    assert [url.rpartition("/")[2] for url in servers.urls][1:] == ["token", "account"]
    assert servers.urls[0].startswith(f"{ISSUER}/.well-known/")
    assert "authorization" not in servers.requests[0].headers


def test_a_login_begins_at_the_url_of_the_document(package: ModuleType) -> None:
    start = package.auth.OAUTH.authorize("id", redirect_uri="https://app.example/back", scopes=["read"])
    url = httpx2.URL(start.url)
    assert str(url).startswith("https://login.example.com/authorize?audience=accounts&response_type=code")
    assert url.params["scope"] == "read"
    servers = servers_of(package, oauth=start.finish(f"https://app.example/back?code=c&state={start.state}"))
    assert servers.forms[0]["code_verifier"] == [start.verifier.reveal()]


def test_the_asynchronous_client(package: ModuleType) -> None:
    servers = Servers()

    async def token() -> str:
        return "from a coroutine"

    async def run() -> None:
        transport = httpx2.MockTransport(servers)
        async with package.AsyncClient(oauth=package.auth.ClientCredentials("i", "s"), transport=transport) as client:
            await client.accounts.fetch()
        async with package.AsyncClient(oauth_key=token, session=token, transport=transport) as client:
            await client.accounts.change()

    asyncio.run(run())
    assert servers.requests[1].headers["authorization"] == "Bearer fresh"
    last = servers.requests[2].headers
    assert (last["x-api-key"], last["cookie"]) == ("from a coroutine", "sid=from a coroutine")


def test_alternatives_and_combinations(package: ModuleType) -> None:
    def headers(**credentials: Any) -> httpx2.Headers:
        return servers_of(package, "change", **credentials).requests[0].headers

    both = headers(oauth_key="k", session="s", hoba="h")
    assert (both["x-api-key"], both["cookie"]) == ("k", "sid=s")
    assert "authorization" not in both
    # One half of a combination is not sent; the next alternative that is whole is.
    half = headers(oauth_key="k", hoba="result=1")
    assert half["authorization"] == "hoba result=1"
    assert "x-api-key" not in half
    context = ssl.create_default_context()
    assert headers(certificate=context, bearer="t")["authorization"] == "Bearer t"
    assert "authorization" not in headers(bearer="t")


def test_a_combination_with_the_query(package: ModuleType) -> None:
    request = servers_of(package, "change", basic=package.BasicAuth("a", "b"), query_key="k v").requests[0]
    assert request.url.query == b"api%20key%7C%5B%5D=k%20v"
    assert request.headers["authorization"] == "Basic YTpi"


def test_what_is_optional_is_sent_where_it_was_given(package: ModuleType) -> None:
    assert servers_of(package, "about", bearer="t").requests[0].headers["authorization"] == "Bearer t"
    assert "authorization" not in servers_of(package, "about").requests[0].headers
    assert "authorization" not in servers_of(package, "health", bearer="t", oauth="t").requests[0].headers


def test_credentials_of_the_environment(package: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for scheme in package._api.API.security_schemes for name in scheme.variables()]
    assert names
    assert all(name.startswith("OAUTH__") for name in names)
    monkeypatch.setenv("OAUTH__OPENID", "from-environment")
    monkeypatch.setenv("OAUTH__BASIC_USERNAME", "rex")

    def sent(**options: Any) -> str | None:
        value: str | None = servers_of(package, **options).requests[-1].headers.get("authorization")
        return value

    assert sent() == "Bearer from-environment"
    assert sent(trust_env=False) is None
    assert sent(openid="given") == "Bearer given"
    # What was given goes before what was found, whichever alternative is the first.
    monkeypatch.setenv("OAUTH__OAUTH", "found-too")
    assert sent(openid="given") == "Bearer given"
    assert sent() == "Bearer found-too"


def test_the_docstring_names_the_variables(package: ModuleType) -> None:
    for scheme in package._api.API.security_schemes:
        for name in scheme.variables():
            assert f"`{name}`" in " ".join(package.Client.__doc__.split())
