"""OAuth 2 and OpenID Connect against a real authorization server, Authlib's."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from runtime import (
    Api,
    BaseAsyncClient,
    Json,
    OAuth2,
    OAuthFlow,
    OpenIdConnect,
    Path,
    Secret,
    SyncClient,
)
from runtime.errors import TokenError
from runtime.grants import (
    AuthorizationCode,
    ClientCredentials,
    DeviceAuthorization,
    DevicePrompt,
    Grant,
    RefreshToken,
    ResourceOwnerPassword,
    Tokens,
)
from tests.runtime.wire.authorization_server import (
    CLIENT_ID,
    CLIENT_SECRET,
    PASSWORD,
    PUBLIC_ID,
    REDIRECT_URI,
    USERNAME,
    Peer,
    serving,
)
from tests.runtime.wire.support import Pet

READ = ("read",)


@pytest.fixture
def peer() -> Iterator[Peer]:
    with serving() as found:
        yield found


def scheme_of(peer: Peer) -> OAuth2:
    token, refresh = f"{peer.url}/token", f"{peer.url}/token"
    return OAuth2(
        "oauth",
        (
            OAuthFlow("clientCredentials", token),
            OAuthFlow("password", token, refresh_url=refresh),
            OAuthFlow("authorizationCode", token, authorization_url=f"{peer.url}/authorize"),
            OAuthFlow("deviceAuthorization", token, device_authorization_url=f"{peer.url}/device_authorization"),
        ),
    )


def request_of(scheme: Any, pet: int = 1) -> Any:
    api = Api(title="Pets", version="1", security_schemes=(scheme,))
    operation = api.operation(
        "GET",
        ("/pets/", 0),
        parameters=(Path("id", int),),
        responses={200: Json(lambda: Pet)},
        security=((scheme,),),
    )
    return operation.request(pet)


def called_sync(peer: Peer, scheme: Any, grant: Any, times: int = 1, between: Callable[[], None] | None = None) -> Any:
    request = request_of(scheme)
    with SyncClient(request.operation.api, {scheme: grant}, base_url=peer.url) as client:
        for _ in range(times - 1):
            client.call(request)
            if between:
                between()
        return client.call(request)


def called_async(peer: Peer, scheme: Any, grant: Any, times: int = 1, between: Callable[[], None] | None = None) -> Any:
    async def run() -> Any:
        request = request_of(scheme)
        async with BaseAsyncClient(request.operation.api, {scheme: grant}, base_url=peer.url) as client:
            for _ in range(times - 1):
                await client.call(request)
                if between:
                    between()
            return await client.call(request)

    return asyncio.run(run())


Caller = Callable[..., Any]
both = pytest.mark.parametrize("call", [called_sync, called_async])


def came_back(url: str) -> str:
    """Where a browser ends up that opens the URL: the server's page has no question for the user."""
    answer = httpx2.get(url)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


@both
@pytest.mark.parametrize("authentication", ["basic", "body", None])
def test_client_credentials(peer: Peer, call: Caller, authentication: Any) -> None:
    grant = ClientCredentials(CLIENT_ID, CLIENT_SECRET, scopes=READ, client_authentication=authentication)
    assert call(peer, scheme_of(peer), grant, times=3) == Pet(id=1, name="rex")
    assert peer.granted == ["client_credentials"]


@both
def test_a_token_that_the_api_no_longer_takes_is_replaced_once(peer: Peer, call: Caller) -> None:
    grant = ClientCredentials(CLIENT_ID, Secret(CLIENT_SECRET), scopes=READ)
    call(peer, scheme_of(peer), grant, times=2, between=peer.revoke_all)
    assert peer.granted == ["client_credentials"] * 2


@both
def test_password_and_refresh(peer: Peer, call: Caller) -> None:
    grant = ResourceOwnerPassword(USERNAME, PASSWORD, CLIENT_ID, CLIENT_SECRET, scopes=READ)
    call(peer, scheme_of(peer), grant, times=3, between=peer.revoke_all)
    assert peer.granted == ["password", "refresh_token", "refresh_token"]


@both
def test_a_public_client_names_itself_in_the_body(peer: Peer, call: Caller) -> None:
    grant = ResourceOwnerPassword(USERNAME, PASSWORD, PUBLIC_ID, scopes=READ)
    call(peer, scheme_of(peer), grant)
    assert peer.granted == ["password"]


@both
def test_a_refresh_token_from_earlier(peer: Peer, call: Caller) -> None:
    kept: list[Tokens] = []
    first = ResourceOwnerPassword(USERNAME, PASSWORD, CLIENT_ID, CLIENT_SECRET, scopes=READ, on_tokens=kept.append)
    call(peer, scheme_of(peer), first)
    assert kept[0].refresh_token is not None
    assert kept[0].expires_in == 864000
    assert kept[0].scopes == READ
    later = RefreshToken(kept[0].refresh_token, CLIENT_ID, CLIENT_SECRET, on_tokens=kept.append)
    call(peer, scheme_of(peer), later, times=2, between=peer.revoke_all)
    assert peer.granted == ["password", "refresh_token", "refresh_token"]
    # The server gives a new one each time, and takes none twice.
    assert len({each.refresh_token.reveal() for each in kept if each.refresh_token}) == 3
    with pytest.raises(TokenError, match="400: invalid_grant") as caught:
        call(peer, scheme_of(peer), later)
    assert (caught.value.error, caught.value.status) == ("invalid_grant", 400)


@both
@pytest.mark.parametrize(("client_id", "secret"), [(CLIENT_ID, CLIENT_SECRET), (PUBLIC_ID, None)])
def test_authorization_code_with_pkce(peer: Peer, call: Caller, client_id: str, secret: str | None) -> None:
    scheme = scheme_of(peer)
    start = scheme.authorize(client_id, redirect_uri=REDIRECT_URI, scopes=READ, client_secret=secret)
    grant = start.finish(came_back(start.url))
    call(peer, scheme, grant, times=2, between=peer.revoke_all)
    assert peer.granted == ["authorization_code", "refresh_token"]
    # A code is good for one login.
    with pytest.raises(TokenError, match="invalid_grant"):
        call(peer, scheme, grant)


def test_the_server_checks_the_verifier(peer: Peer) -> None:
    scheme = scheme_of(peer)
    start = scheme.authorize(PUBLIC_ID, redirect_uri=REDIRECT_URI, scopes=READ)
    code = start.finish(came_back(start.url)).code
    stolen = AuthorizationCode(code, REDIRECT_URI, PUBLIC_ID, code_verifier="x" * 43)
    with pytest.raises(TokenError, match="invalid_grant"):
        called_sync(peer, scheme, stolen)


@both
def test_the_device_flow(peer: Peer, call: Caller) -> None:
    shown: list[DevicePrompt] = []

    def prompt(what: DevicePrompt) -> None:
        shown.append(what)
        # Later than the first poll, so that one finds it pending.
        threading.Timer(1.5, peer.allow, [what.user_code]).start()

    grant = DeviceAuthorization(PUBLIC_ID, prompt, scopes=READ)
    call(peer, scheme_of(peer), grant)
    assert peer.granted == ["urn:ietf:params:oauth:grant-type:device_code"]
    assert peer.asked >= 2
    assert shown[0].verification_uri == f"{peer.url}/device"
    assert shown[0].user_code in (shown[0].verification_uri_complete or "")


@both
@pytest.mark.parametrize(
    "grant",
    [
        ClientCredentials(CLIENT_ID, CLIENT_SECRET, scopes=READ),
        ResourceOwnerPassword(USERNAME, PASSWORD, CLIENT_ID, CLIENT_SECRET, scopes=READ),
    ],
    ids=["client credentials", "password"],
)
def test_openid_connect_discovery(peer: Peer, call: Caller, grant: Grant) -> None:
    scheme = OpenIdConnect("oidc", f"{peer.url}/.well-known/openid-configuration")
    assert call(peer, scheme, grant) == Pet(id=1, name="rex")


def test_an_authorization_code_by_discovery(peer: Peer) -> None:
    scheme = OpenIdConnect("oidc", f"{peer.url}/.well-known/openid-configuration")
    found = scheme.discover()
    assert asyncio.run(scheme.adiscover()) == found
    start = found.authorize(PUBLIC_ID, redirect_uri=REDIRECT_URI, scopes=("openid", "read"))
    called_sync(peer, scheme, start.finish(came_back(start.url)))
    assert peer.granted == ["authorization_code"]


@both
@pytest.mark.parametrize(
    ("grant", "error"),
    [
        (ClientCredentials(CLIENT_ID, "wrong"), "invalid_client"),
        (ResourceOwnerPassword(USERNAME, "wrong", CLIENT_ID, CLIENT_SECRET), "invalid_request"),
    ],
)
def test_what_the_server_refuses(peer: Peer, call: Caller, grant: Grant, error: str) -> None:
    with pytest.raises(TokenError) as caught:
        call(peer, scheme_of(peer), grant)
    assert caught.value.error == error
    assert caught.value.scheme == "oauth"
    assert peer.granted == []


def test_fifty_threads_share_one_token(peer: Peer) -> None:
    scheme = scheme_of(peer)
    request = request_of(scheme)
    grant = ClientCredentials(CLIENT_ID, CLIENT_SECRET, scopes=READ)
    barrier = threading.Barrier(50)

    def one(_: int) -> Pet:
        barrier.wait(timeout=30)
        found: Pet = client.call(request)
        return found

    with (
        SyncClient(request.operation.api, {scheme: grant}, base_url=peer.url) as client,
        ThreadPoolExecutor(50) as pool,
    ):
        assert list(pool.map(one, range(50))) == [Pet(id=1, name="rex")] * 50
        assert peer.asked == 1
        peer.revoke_all()
        list(pool.map(one, range(50)))
        assert peer.asked == 2


def test_a_hundred_tasks_share_one_token(peer: Peer) -> None:
    scheme = scheme_of(peer)
    request = request_of(scheme)
    grant = ClientCredentials(CLIENT_ID, CLIENT_SECRET, scopes=READ)

    async def run() -> None:
        async with BaseAsyncClient(request.operation.api, {scheme: grant}, base_url=peer.url) as client:
            found = await asyncio.gather(*(client.call(request) for _ in range(100)))
            assert found == [Pet(id=1, name="rex")] * 100
            assert peer.asked == 1
            peer.revoke_all()
            await asyncio.gather(*(client.call(request) for _ in range(100)))
            assert peer.asked == 2

    asyncio.run(run())
