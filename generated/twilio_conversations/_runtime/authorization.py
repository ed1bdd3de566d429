"""The authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636): where a user is sent, and what comes back.

start = OAUTH.authorize("client-id", redirect_uri="http://127.0.0.1:8400/", scopes=["read"])
webbrowser.open(start.url)
client = Client(oauth=start.finish(url_that_the_browser_came_back_to))
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from .api import Api
from .auth import OAuth2, OpenIdConnect
from .errors import ApiError, ConfigurationError, CredentialError, TokenError
from .grants import AuthorizationCode
from .lazy import loading
from .provider import Endpoint, endpoint, flow_url, metadata_of
from .provider import ProviderMetadata as ProviderMetadata
from .response import one_line
from .secrets import MASK, Secret, revealed
from .servers import base_url as checked_base

if TYPE_CHECKING:
    from .options import AsyncClientOptions, ClientOptions


class AuthorizationRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A login that has begun. Send the user to `url`, and give `finish` the URL that they came back to.

    `state` and `verifier` belong to this one user: a web application keeps all fields in their session.
    """

    url: str
    client_id: str
    redirect_uri: str
    state: str
    verifier: Secret[str]
    client_secret: str | Secret[str] | None = None
    token_url: str | None = None
    issuer: str | None = None
    says_issuer: bool = False

    def finish(self, callback: str) -> AuthorizationCode:
        """What the client takes as its credential, from the URL (or the query alone) of the callback.

        Raises `TokenError` where the server reports an error, and where the answer is not one to this request: its
        `state` is another (RFC 6749 §10.12), or its `iss` (RFC 9207).
        """
        query = urlsplit(callback).query if "?" in callback else callback
        pairs = parse_qsl(query, keep_blank_values=True)
        found = dict(pairs)
        if len(found) != len(pairs):
            self._fail("the callback repeats a parameter")
        state = found.get("state", "")
        if not hmac.compare_digest(state.encode(), self.state.encode()):
            self._fail("the callback's state is not the one of this request")
        issuer = found.get("iss")
        if self.issuer is not None and (issuer or self.says_issuer) and issuer != self.issuer:
            self._fail("the callback comes from another issuer")
        if "error" in found:
            said = found.get("error_description", "")
            text = ": ".join(filter(None, [one_line(found["error"][:80]), one_line(said[:500])]))
            self._fail(f"the user was sent back with {text}", found["error"][:80])
        if not found.get("code"):
            self._fail("the callback has no code")
        return AuthorizationCode(
            Secret(found["code"]),
            self.redirect_uri,
            self.client_id,
            self.client_secret,
            self.verifier,
            token_url=self.token_url,
        )

    def _fail(self, message: str, error: str | None = None) -> NoReturn:
        raise TokenError(message, scheme="authorization code", error=error) from None

    def __repr__(self) -> str:
        return f"AuthorizationRequest(client_id={self.client_id!r}, {MASK})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("client_id", self.client_id)]


def authorize(
    scheme: OAuth2,
    client_id: str,
    redirect_uri: str,
    scopes: tuple[str, ...],
    client_secret: str | Secret[str] | None,
    parameters: Mapping[str, str],
    base: str | None,
) -> AuthorizationRequest:
    """See `OAuth2.authorize`."""
    url, token_url = flow_url(scheme)
    if not url:
        raise ConfigurationError(f"the document has no authorizationCode flow for {scheme.description}")
    relative_to = None if base is None else checked_base(base)
    place = endpoint(url, relative_to, allow_http=False)
    if token_url:
        token_url = _whole(endpoint(token_url, relative_to, allow_http=False))
    return request_at(
        _whole(place),
        client_id,
        redirect_uri=redirect_uri,
        scopes=scopes,
        client_secret=client_secret,
        parameters=parameters,
        token_url=token_url,
    )


def _whole(place: Endpoint) -> str:
    return f"{place.url}?{place.query}" if place.query else place.url


def request_at(
    url: str,
    client_id: str,
    *,
    redirect_uri: str,
    scopes: tuple[str, ...],
    client_secret: str | Secret[str] | None,
    parameters: Mapping[str, str],
    token_url: str | None,
    issuer: str | None = None,
    says_issuer: bool = False,
) -> AuthorizationRequest:
    """A login at the authorization endpoint `url`."""
    fault = AuthorizationCode("code", redirect_uri, client_id, client_secret, scopes=scopes).fault()
    if fault is not None:
        raise CredentialError(f"the authorization request {fault}")
    verifier, state = secrets.token_urlsafe(64), secrets.token_urlsafe(32)
    digest = hashlib.sha256(verifier.encode()).digest()
    fields = {
        **parameters,
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    if scopes:
        fields["scope"] = " ".join(scopes)
    return AuthorizationRequest(
        url=f"{url}{'&' if '?' in url else '?'}{urlencode(fields)}",
        client_id=client_id,
        redirect_uri=redirect_uri,
        state=state,
        verifier=Secret(verifier),
        client_secret=None if client_secret is None else Secret(revealed(client_secret)),
        token_url=token_url,
        issuer=issuer,
        says_issuer=says_issuer,
    )


def discover(scheme: OpenIdConnect, options: ClientOptions) -> ProviderMetadata:
    """See `OpenIdConnect.discover`."""
    with loading():
        from .sync_client import SyncClient

    allow_http = options.get("allow_http", False)
    step = endpoint(scheme.url, None, allow_http=allow_http).get()
    answer: Any
    options["base_url"] = step.base.origin
    with SyncClient(_API, {}, **options) as client:
        try:
            answer = client.send(step.request)
        except ApiError as error:
            answer = error
    return metadata_of(answer, scheme, scheme.url, allow_http=allow_http)


async def adiscover(scheme: OpenIdConnect, options: AsyncClientOptions) -> ProviderMetadata:
    """See `OpenIdConnect.adiscover`."""
    with loading():
        from .async_client import BaseAsyncClient

    allow_http = options.get("allow_http", False)
    step = endpoint(scheme.url, None, allow_http=allow_http).get()
    answer: Any
    options["base_url"] = step.base.origin
    async with BaseAsyncClient(_API, {}, **options) as client:
        try:
            answer = await client.send(step.request)
        except ApiError as error:
            answer = error
    return metadata_of(answer, scheme, scheme.url, allow_http=allow_http)


_API = Api(title="authorization server", version="1")
