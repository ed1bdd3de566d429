"""Token requests that fail, and grants: neither shows a secret."""

from __future__ import annotations

import logging
import pickle
import pprint
from base64 import b64encode
from collections.abc import Callable

import httpx2
import pytest

from runtime import SyncClient
from runtime.errors import CredentialError, TokenError
from runtime.grants import (
    AuthorizationCode,
    ClientCredentials,
    DeviceAuthorization,
    Grant,
    RefreshToken,
    ResourceOwnerPassword,
)
from tests.runtime.wire.oauth_support import OAUTH, Answer, Login, async_calls, request_for, sync_calls
from tests.runtime.wire.support import KEY_HEADER, SECRET, raw_server, reply
from tests.runtime.wire.test_credentials import everything_shown

both = pytest.mark.parametrize("calls", [sync_calls, async_calls])
Caller = Callable[..., None]
REQUEST = request_for((OAUTH,))
GRANT = ClientCredentials("id", SECRET)
GRANTS: list[Grant] = [
    GRANT,
    ClientCredentials("id", SECRET, client_authentication="body"),
    ResourceOwnerPassword("rex", SECRET, "id", SECRET),
    RefreshToken(SECRET, "id", SECRET),
    AuthorizationCode(SECRET, "https://app.example/", "id", SECRET, SECRET),
    DeviceAuthorization("id", print, SECRET),
]


ECHO = f"you sent {SECRET} and {b64encode(f'id:{SECRET}'.encode()).decode()}"
BAD: list[tuple[Answer, str]] = [
    (httpx2.Response(400, json={"error": "invalid_grant", "error_description": ECHO}), "answered 400: invalid_grant"),
    (httpx2.Response(400, json={"error": SECRET + "\n", "error_description": ECHO}), "answered 400: no reason given"),
    (httpx2.Response(500, html=ECHO), "answered 500: no reason given"),
    (httpx2.Response(200, html=ECHO), "no JSON object"),
    (httpx2.Response(200, json=[ECHO]), "no JSON object"),
    (httpx2.Response(200, content=b"[" * 100_000), "no JSON object"),
    ({"error": "bad_verification_code"}, "answered bad_verification_code"),
    ({"token": SECRET}, "has no access_token"),
    ({"access_token": 7}, "has no access_token"),
    ({"access_token": SECRET, "token_type": "mac"}, "another type than Bearer"),
    ({"access_token": f"{SECRET}\r\nX: y"}, "cannot be sent"),
    ({"access_token": SECRET, "x": "y" * 2_000_000}, "too large"),
    (httpx2.ConnectError(f"refused: {ECHO}"), "the connection failed"),
    (httpx2.ReadTimeout(ECHO), "timed out"),
]


@both
@pytest.mark.parametrize("grant", GRANTS, ids=lambda grant: type(grant).__name__)
@pytest.mark.parametrize(("answer", "message"), BAD, ids=[message for _, message in BAD])
def test_no_token_and_no_secret_in_the_error(
    calls: Caller, grant: Grant, answer: Answer, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    login = Login(answer)
    with caplog.at_level(logging.DEBUG), pytest.raises(TokenError) as caught:
        calls(login, {OAUTH: grant}, REQUEST, retry=None)
    error = caught.value
    if not isinstance(grant, DeviceAuthorization):
        assert message in str(error)
    assert str(error).startswith("no token for 'oauth': ")
    assert (error.__cause__, error.__context__) == (None, None)
    encoded = b64encode(f"id:{SECRET}".encode()).decode()
    for text in (everything_shown(error), pickle.dumps(error).decode("latin-1"), caplog.text):
        assert SECRET not in text
        assert encoded not in text
    assert login.api_requests == []


@pytest.mark.parametrize("grant", GRANTS, ids=lambda grant: type(grant).__name__)
def test_a_grant_does_not_show_its_secrets(grant: Grant) -> None:
    transport = httpx2.MockTransport(Login())
    with SyncClient(REQUEST.operation.api, {OAUTH: grant}, transport=transport) as client:
        client_shown = f"{client!r} {pprint.pformat(vars(client))} {pprint.pformat(vars(client._credentials[OAUTH]))}"
    for text in (repr(grant), str(grant), pprint.pformat([grant]), client_shown):
        assert SECRET not in text
    with pytest.raises(TypeError):
        pickle.dumps(grant)
    with pytest.raises(TypeError):
        vars(grant)


@pytest.mark.parametrize(
    ("grant", "message"),
    [
        (ClientCredentials("id", f"{SECRET}\n"), "line break or a lone surrogate in client_secret"),
        (ClientCredentials("id", f" {SECRET}"), "an empty client_secret, or white space around it"),
        (ClientCredentials("", SECRET), "an empty client_id"),
        (ClientCredentials("id", None), "a string for client_secret"),  # type: ignore[arg-type]
        (ClientCredentials("id", SECRET.encode()), "a string for client_secret"),  # type: ignore[arg-type]
        (ClientCredentials("id", SECRET, scopes="read"), "its scopes in a tuple"),  # type: ignore[arg-type]
        (ClientCredentials("id", SECRET, scopes=("a b",)), "its scopes in a tuple"),
        (ResourceOwnerPassword("rex", f"{SECRET}\ud800"), "lone surrogate in password"),
        (RefreshToken(f"{SECRET}\r\n"), "line break or a lone surrogate in refresh_token"),
    ],
)
def test_grants_that_cannot_be_sent(grant: Grant, message: str) -> None:
    with pytest.raises(CredentialError, match=r"^the credential for 'oauth' \(OAuth 2 access token\) ") as caught:
        SyncClient(REQUEST.operation.api, {OAUTH: grant})
    assert message in str(caught.value)
    assert SECRET not in everything_shown(caught.value)


def test_a_grant_is_for_oauth_only() -> None:
    with pytest.raises(CredentialError, match=r"must be a string or a Secret, not .*ClientCredentials"):
        SyncClient(REQUEST.operation.api, {KEY_HEADER: GRANT})


def test_over_a_socket_a_secret_goes_to_nobody_else() -> None:
    with raw_server(reply()) as (elsewhere, stolen):
        moved = reply(b"", status="307 Temporary Redirect", headers=f"Location: {elsewhere}/steal\r\n")
        with raw_server(moved) as (url, requests):
            grant = ClientCredentials("id", SECRET, token_url=f"{url}/token", client_authentication="body")
            with (
                SyncClient(REQUEST.operation.api, {OAUTH: grant}, base_url=elsewhere) as client,
                pytest.raises(TokenError, match="answered 307"),
            ):
                client.call(REQUEST)
    assert len(requests) == 1
    assert stolen == []
