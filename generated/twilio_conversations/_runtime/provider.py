"""Authorization servers: their endpoints, and their own descriptions (OpenID Connect Discovery 1.0, RFC 8414)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

import httpx2
import msgspec

from .api import Api
from .auth import OAuth2, SecurityScheme
from .content import Bytes, Payload
from .errors import ApiError, ConfigurationError, StatusError, TokenError
from .lazy import loading
from .request import Request
from .response import one_line
from .rotation import Send
from .servers import BaseUrl, base_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .authorization import AuthorizationRequest
    from .secrets import Secret

_API: Final = Api(title="authorization server", version="1")
_FORM: Final = "application/x-www-form-urlencoded"
_ACCEPT: Final = ("Accept", "application/json")
_WELL_KNOWN: Final = "/.well-known/"
_OPENID: Final = "/.well-known/openid-configuration"
_OAUTH: Final = "/.well-known/oauth-authorization-server"


class Endpoint(msgspec.Struct, frozen=True):
    """Where an authorization server takes requests."""

    base: BaseUrl
    path: str
    query: str

    @property
    def url(self) -> str:
        """The whole URL, which holds no secret, without its query."""
        return self.base.origin + self.path

    def get(self) -> Send:
        """A plain GET."""
        return self._send("GET", (_ACCEPT,), None)

    def _send(
        self,
        method: str,
        headers: tuple[tuple[str, str], ...],
        payload: Payload | None,
        *,
        is_final: bool = False,
    ) -> Send:
        operation = _API.operation(method, (self.path,), responses={"2XX": Bytes("*/*")})
        return Send(Request(operation, self.path, self.query, headers, payload=payload), self.base, is_final)


def post(place: Endpoint, form: bytes, headers: tuple[tuple[str, str], ...], *, is_final: bool) -> Send:
    """The sending of a form."""
    return place._send("POST", (_ACCEPT, *headers), Payload(_FORM, form), is_final=is_final)


def endpoint(url: str, relative_to: BaseUrl | None, *, allow_http: bool) -> Endpoint:
    """Check the URL of an endpoint: https, or http to this machine or with `allow_http`; no user name, no fragment.

    A relative one is resolved against the base URL of the API, as OpenAPI says. Raises `ConfigurationError`.
    """
    if "://" not in url:
        if relative_to is None:
            raise ConfigurationError(f"the authorization server's URL {url!r} is relative: pass base_url")
        url = urljoin(f"{relative_to.text}/", url)
    head, question_mark, query = url.partition("?")
    checked = base_url(head, allow_http=allow_http, name="the URL of the authorization server")
    if question_mark and "#" in query:
        raise ConfigurationError("the URL of the authorization server must not have a fragment (RFC 6749 §3.2)")
    parsed = httpx2.URL(url)
    path = httpx2.URL(head).raw_path.decode()
    origin = BaseUrl(checked.origin, checked.origin, checked.netloc)
    return Endpoint(origin, path, parsed.query.decode())


class ProviderMetadata(msgspec.Struct, frozen=True):
    """What an authorization server says of itself. Endpoints that it does not have are None."""

    issuer: str
    token_endpoint: str | None = None
    authorization_endpoint: str | None = None
    device_authorization_endpoint: str | None = None
    client_authentication: tuple[str, ...] = ()
    """`token_endpoint_auth_methods_supported`"""
    says_issuer: bool = False
    """`authorization_response_iss_parameter_supported` (RFC 9207)"""

    def authorize(
        self,
        client_id: str,
        *,
        redirect_uri: str,
        scopes: tuple[str, ...] = ("openid",),
        client_secret: str | Secret[str] | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> AuthorizationRequest:
        """Begin the authorization code flow with PKCE; see `OAuth2.authorize`."""
        with loading():
            from .authorization import request_at

        if self.authorization_endpoint is None:
            raise ConfigurationError(f"{self.issuer} names no authorization_endpoint")
        return request_at(
            self.authorization_endpoint,
            client_id,
            redirect_uri=redirect_uri,
            scopes=scopes,
            client_secret=client_secret,
            parameters=parameters or {},
            token_url=self.token_endpoint,
            issuer=self.issuer,
            says_issuer=self.says_issuer,
        )


def metadata_of(answer: Any, scheme: SecurityScheme, url: str, *, allow_http: bool) -> ProviderMetadata:
    """What the description at `url` says. Raises `TokenError`, also where it is another server's.

    The issuer that it names must be the one whose description stands at `url` (OpenID Connect Discovery 1.0 §4.3,
    RFC 8414 §3.3): else one server could speak for another. Where `url` is at no well-known place, the issuer must
    be at the same origin.
    """

    def fail(message: str, status: int | None = None) -> TokenError:
        return TokenError(message, scheme=scheme.name, status=status)

    if isinstance(answer, StatusError):
        raise fail(f"{url} answered {answer.status}", answer.status)
    if isinstance(answer, ApiError):
        raise fail(one_line(str(answer)))
    found = json_object(answer.content)
    if found is None:
        raise fail(f"{url} is no JSON object")
    issuer = found.get("issuer")
    if not isinstance(issuer, str) or not _is_described_at(issuer, url):
        raise fail(f"{url} is the description of another issuer than it should be")
    texts = {
        name: found[name]
        for name in ("token_endpoint", "authorization_endpoint", "device_authorization_endpoint")
        if isinstance(found.get(name), str)
    }
    for name, value in texts.items():
        reason = None
        try:
            endpoint(value, None, allow_http=allow_http)
        except ConfigurationError as error:
            reason = str(error)
        if reason is not None:
            raise fail(f"{url}: {name}: {reason}")
    methods = found.get("token_endpoint_auth_methods_supported")
    return ProviderMetadata(
        issuer,
        **texts,
        client_authentication=tuple(methods) if isinstance(methods, list) else (),
        says_issuer=found.get("authorization_response_iss_parameter_supported") is True,
    )


def _is_described_at(issuer: str, url: str) -> bool:
    try:
        named, place = httpx2.URL(issuer), httpx2.URL(url)
    except httpx2.InvalidURL:
        return False
    if (named.scheme, named.netloc) != (place.scheme, place.netloc) or named.query:
        return False
    if _WELL_KNOWN not in place.path:
        return True
    root = named.path.rstrip("/")
    return place.path in (f"{root}{_OPENID}", f"{_OAUTH}{root}", f"{_OPENID}{root}")


def json_object(content: bytes) -> dict[str, Any] | None:
    """A JSON object; None where it is none."""
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    return found if isinstance(found, dict) else None


def flow_url(scheme: OAuth2) -> tuple[str | None, str | None]:
    """Authorization and token URL of the document's authorization code flow."""
    for flow in scheme.flows:
        if flow.kind == "authorizationCode":
            return flow.authorization_url, flow.token_url
    return None, None
