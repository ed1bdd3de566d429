"""Security schemes of the document, and the credentials that satisfy them (OpenAPI "Security Scheme Object").

A scheme is a record of what the document says; `prepare(credential)` checks a credential and turns it into
what is sent. It is checked when the client is made, or when a function or an OAuth grant gives it, and no error
ever shows it.
"""

from __future__ import annotations

import base64
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias, Unpack

import msgspec

from .errors import CredentialError
from .headers import check_cookie_name, check_cookie_value, check_header_name, check_header_value
from .lazy import compiled, loading
from .percent import Unencodable, percent_encode
from .secrets import MASK, Secret, revealed, type_name

if TYPE_CHECKING:
    from .authorization import AuthorizationRequest, ProviderMetadata
    from .options import AsyncClientOptions, ClientOptions

_VISIBLE = r"[\x21-\x7e]+"
_CONTROL = r"[\x00-\x1f\x7f]"


class BasicAuth(msgspec.Struct, frozen=True):
    """User name and password for an `HttpBasic` scheme (RFC 7617). Shown as `BasicAuth('name', '***')`."""

    username: str
    password: str | Secret[str]

    def __repr__(self) -> str:
        return f"BasicAuth({self.username!r}, {MASK!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("username", self.username), ("password", MASK)]

    def __copy__(self) -> BasicAuth:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> BasicAuth:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("BasicAuth cannot be pickled: it holds a password")


Token: TypeAlias = str | Secret[str] | Callable[[], str | Secret[str]]
"""A bearer token or an API key, plainly or as a `Secret`; or a function that gives it, asked before every call."""

AsyncToken: TypeAlias = Token | Callable[[], Awaitable[str | Secret[str]]]
"""The same for an asynchronous client, where the function may be a coroutine function."""

Login: TypeAlias = BasicAuth | Callable[[], BasicAuth]
"""User name and password, or a function that gives them, asked before every call."""

AsyncLogin: TypeAlias = Login | Callable[[], Awaitable[BasicAuth]]
"""The same for an asynchronous client, where the function may be a coroutine function."""


class Applied(msgspec.Struct, frozen=True):
    """What a credential adds to a request, hidden until it is sent. `query` is already percent-encoded.

    `secrets` are the texts that no message may show; `user` is set where `curl --user` takes the credential.
    `is_ambient`: it was found in the environment, so what was given goes before it.
    """

    headers: tuple[tuple[str, Secret[str]], ...] = ()
    query: tuple[tuple[str, Secret[str]], ...] = ()
    cookies: tuple[tuple[str, Secret[str]], ...] = ()
    secrets: tuple[Secret[str], ...] = ()
    user: tuple[str, Secret[str]] | None = None
    ssl_context: ssl.SSLContext | None = None
    is_ambient: bool = False


class _Named(msgspec.Struct, frozen=True):
    name: str


class SecurityScheme(_Named, frozen=True, kw_only=True):
    """What all schemes have in common.

    `name` is the key under `components.securitySchemes`. `environment` is the environment variable that holds the
    credential where none is given (`""`: none does).
    """

    environment: str = ""

    @property
    def description(self) -> str:
        """The scheme in a few words, for messages: `'accountSid_authToken' (HTTP basic)`."""
        return repr(self.name)

    def prepare(self, credential: Any) -> Applied:
        """Check a credential. Raises `CredentialError`, which names the scheme and never the value."""
        raise NotImplementedError

    def variables(self) -> tuple[str, ...]:
        """The environment variables that hold the credential together."""
        return (self.environment,) if self.environment else ()

    def from_environment(self, values: tuple[str, ...]) -> Any:
        """The credential that the `variables` make, which are all set and not empty."""
        return values[0]

    def _refuse(self, reason: str) -> NoReturn:
        raise CredentialError(f"the credential for {self.description} {reason}")

    def _checked(self, credential: object, check: Callable[[str], object]) -> str:
        """The text of a token that passes `check`; the error has no cause or context that could show it."""
        reason = None
        if not isinstance(credential, (str, Secret)):
            reason = f"must be a string or a Secret, not {type_name(credential)}"
        else:
            try:
                text = revealed(credential)
                if not text:
                    reason = "is empty"
                elif text != text.strip():
                    reason = "begins or ends with white space or a line break"
                else:
                    check(text)
                    return text
            except Unencodable as error:
                reason = str(error)
        return self._refuse(reason)


def _check_token(text: str) -> None:
    if text[:7].lower() == "bearer ":
        raise Unencodable("begins with 'Bearer ': give the token alone")
    if not compiled(_VISIBLE).fullmatch(text):
        raise Unencodable("holds a space, a control character or a character outside ASCII")


class _TokenScheme(SecurityScheme, frozen=True):
    """A scheme whose credential is sent as `Authorization: Bearer <token>` (RFC 6750 §2.1)."""

    def prepare(self, credential: Any) -> Applied:
        token = self._checked(credential, _check_token)
        return Applied(headers=(("Authorization", Secret(f"Bearer {token}")),), secrets=(Secret(token),))


class HttpBasic(SecurityScheme, frozen=True):
    """`type: http`, `scheme: basic`. Takes a `BasicAuth`, or a tuple of user name and password."""

    @property
    def description(self) -> str:
        return f"{self.name!r} (HTTP basic)"

    def variables(self) -> tuple[str, ...]:
        prefix = self.environment
        return (f"{prefix}_USERNAME", f"{prefix}_PASSWORD") if prefix else ()

    def from_environment(self, values: tuple[str, ...]) -> BasicAuth:
        return BasicAuth(*values)

    def prepare(self, credential: Any) -> Applied:
        if isinstance(credential, tuple) and len(credential) == 2:
            credential = BasicAuth(*credential)
        if not isinstance(credential, BasicAuth):
            self._refuse(f"must be a BasicAuth, not {type_name(credential)}")
        username, password = credential.username, credential.password
        if not isinstance(username, str) or not isinstance(password, (str, Secret)):
            self._refuse(f"must be made of two strings, not {type_name(username)} and {type_name(password)}")
        if ":" in username:
            self._refuse("has a ':' in its user name, which HTTP basic cannot carry")
        pair = f"{username}:{revealed(password)}"
        if compiled(_CONTROL).search(pair):
            self._refuse("holds a control character or a line break")
        if any("\ud800" <= character <= "\udfff" for character in pair):
            self._refuse("holds a lone surrogate, which UTF-8 cannot carry")
        encoded = base64.b64encode(pair.encode()).decode()
        return Applied(
            headers=(("Authorization", Secret(f"Basic {encoded}")),),
            secrets=(
                Secret(encoded),
                *((Secret(revealed(password)),) if revealed(password) else ()),
            ),
            user=(username, Secret(revealed(password))),
        )


class HttpBearer(_TokenScheme, frozen=True):
    """`type: http`, `scheme: bearer`. Takes the token, without `Bearer `."""

    @property
    def description(self) -> str:
        return f"{self.name!r} (HTTP bearer token)"


class HttpScheme(SecurityScheme, frozen=True):
    """`type: http` with another scheme (RFC 9110 §11). Takes what follows the name of the scheme."""

    scheme: str

    @property
    def description(self) -> str:
        return f"{self.name!r} (HTTP {self.scheme})"

    def prepare(self, credential: Any) -> Applied:
        value = self._checked(credential, check_header_value)
        return Applied(headers=(("Authorization", Secret(f"{self.scheme} {value}")),), secrets=(Secret(value),))


class ApiKey(SecurityScheme, frozen=True):
    """`type: apiKey`. `key` is the name of the header, query parameter or cookie that carries the key."""

    key: str
    where: Literal["header", "query", "cookie"]

    @property
    def description(self) -> str:
        return f"{self.name!r} (API key in the {self.where} {self.key!r})"

    def prepare(self, credential: Any) -> Applied:
        match self.where:
            case "header":
                value = self._checked(credential, check_header_value)
                fields = ((check_header_name(self.key), Secret(value)),)
                return Applied(headers=fields, secrets=(Secret(value),))
            case "query":
                value = self._checked(credential, _check_query)
                encoded = Secret(percent_encode(value))
                return Applied(query=((percent_encode(self.key), encoded),), secrets=(Secret(value), encoded))
            case "cookie":
                value = self._checked(credential, check_cookie_value)
                fields = ((check_cookie_name(self.key), Secret(value)),)
                return Applied(cookies=fields, secrets=(Secret(value),))


def _check_query(text: str) -> None:
    percent_encode(text)
    if compiled(_CONTROL).search(text):
        raise Unencodable("holds a control character")


FlowKind: TypeAlias = Literal["implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"]


class OAuthFlow(msgspec.Struct, frozen=True):
    """One flow of an `oauth2` scheme, with the document's URLs (OpenAPI "OAuth Flow Object")."""

    kind: FlowKind
    token_url: str | None = None
    authorization_url: str | None = None
    refresh_url: str | None = None
    device_authorization_url: str | None = None


class OAuth2(_TokenScheme, frozen=True):
    """`type: oauth2`. Takes an access token, or a grant of `grants` for one of the document's flows.

    `metadata_url` is the authorization server's own description (RFC 8414), read where the flows lack a URL.
    """

    flows: tuple[OAuthFlow, ...] = ()
    metadata_url: str | None = None

    @property
    def description(self) -> str:
        return f"{self.name!r} (OAuth 2 access token)"

    def authorize(
        self,
        client_id: str,
        *,
        redirect_uri: str,
        scopes: Iterable[str] = (),
        client_secret: str | Secret[str] | None = None,
        parameters: Mapping[str, str] | None = None,
        base_url: str | None = None,
    ) -> AuthorizationRequest:
        """Begin the authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636): where to send the user.

        `parameters` are added to the URL; `base_url` is what the document's URLs are relative to, where they are.
        Raises `ConfigurationError` where the document has no URL for it.
        """
        with loading():
            from .authorization import authorize

        return authorize(self, client_id, redirect_uri, tuple(scopes), client_secret, parameters or {}, base_url)


class OpenIdConnect(_TokenScheme, frozen=True):
    """`type: openIdConnect`. Takes an access token, or a grant of `grants`.

    `url` is the provider's description (OpenID Connect Discovery 1.0 §4), which says where tokens come from.
    """

    url: str = ""

    @property
    def description(self) -> str:
        return f"{self.name!r} (OpenID Connect access token)"

    def discover(self, **options: Unpack[ClientOptions]) -> ProviderMetadata:
        """Fetch the provider's description; its `authorize` begins the authorization code flow.

        Raises `TokenError` where it cannot be had, or is another provider's.
        """
        with loading():
            from .authorization import discover

        return discover(self, options)

    async def adiscover(self, **options: Unpack[AsyncClientOptions]) -> ProviderMetadata:
        """The same, asynchronously."""
        with loading():
            from .authorization import adiscover

        return await adiscover(self, options)


class MutualTls(SecurityScheme, frozen=True):
    """`type: mutualTLS`. Takes an `ssl.SSLContext` with the client's certificate loaded."""

    @property
    def description(self) -> str:
        return f"{self.name!r} (client certificate)"

    def prepare(self, credential: Any) -> Applied:
        if not isinstance(credential, ssl.SSLContext):
            self._refuse(f"must be an ssl.SSLContext, not {type_name(credential)}")
        return Applied(ssl_context=credential)


Security: TypeAlias = tuple[tuple[SecurityScheme, ...], ...]
"""What an operation asks for: alternatives, each a combination; `()` for nothing, `((),)` for optional."""
