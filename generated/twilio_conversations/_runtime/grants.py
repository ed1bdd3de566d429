"""OAuth 2 grants: what a client may be given in place of an access token, to obtain one and to renew it.

A grant is a plain value; the client that it is given to asks the authorization server at its first call, keeps the
token until shortly before it expires, and renews it once for all calls under way. `token_url` and
`device_authorization_url` come from the document where they are not given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, Literal, NoReturn, Self, TypeAlias

import msgspec

from .auth import AsyncToken, FlowKind, Token
from .secrets import MASK, Secret, revealed, type_name

_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")


class Tokens(msgspec.Struct, frozen=True):
    """What an authorization server gave (RFC 6749 §5.1). `expires_in`: seconds, None where it did not say."""

    access_token: Secret[str]
    refresh_token: Secret[str] | None = None
    expires_in: float | None = None
    scopes: tuple[str, ...] = ()


class DevicePrompt(msgspec.Struct, frozen=True):
    """What a person must be told to do (RFC 8628 §3.2): open `verification_uri` and type `user_code`.

    `verification_uri_complete` has the code in it already. `expires_in`: seconds until it is too late.
    """

    verification_uri: str
    user_code: str
    verification_uri_complete: str | None
    expires_in: float


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What all grants may be given.

    `scopes`: those to ask for; none leaves the choice to the server (RFC 6749 §3.3). `token_url`: in place of the
    document's. `parameters`: more of the token request's, such as `{"audience": "…"}`. `client_authentication`:
    whether id and secret of the client go in the header `Authorization` (`"basic"`, the default where the server does
    not say otherwise) or in the body. `on_tokens` is told the tokens each time that there are new ones, to keep the
    refresh token; that of an asynchronous client may be a coroutine function.
    """

    scopes: tuple[str, ...] = ()
    token_url: str | None = None
    parameters: Mapping[str, str] = {}
    client_authentication: Literal["basic", "body"] | None = None
    on_tokens: Callable[[Tokens], object] | None = None

    flow: ClassVar[FlowKind | None] = None
    """The flow of the document that it belongs to; None: whichever has a token URL."""
    is_repeatable: ClassVar[bool] = True
    """Whether it gives a token more than once."""
    is_interactive: ClassVar[bool] = False
    """Whether somebody must do something for it, which takes longer than a call may."""
    _shown: ClassVar[tuple[str, ...]] = ("client_id", "scopes")
    _wanted: ClassVar[tuple[str, ...]] = ()

    def form(self) -> dict[str, str]:
        """The parameters of the token request that only this kind of grant has. They are secret."""
        raise NotImplementedError

    def client(self) -> tuple[str | None, str | None]:
        """Id and secret of the client, as far as there are any."""
        secret = getattr(self, "client_secret", None)
        return getattr(self, "client_id", None), None if secret is None else revealed(secret)

    def secrets(self) -> tuple[str, ...]:
        """The texts that no message may show."""
        texts = [getattr(self, name, None) for name in _SECRET]
        return tuple(revealed(text) for text in (*texts, *self.parameters.values()) if text)

    def fault(self) -> str | None:
        """Why this cannot be sent, without what it holds."""
        scopes: Any = self.scopes
        if isinstance(scopes, str) or not all(isinstance(scope, str) and _SCOPE.fullmatch(scope) for scope in scopes):
            return "must have its scopes in a tuple, each without spaces"
        for name in _TEXTS & set(self.__struct_fields__):
            value = getattr(self, name)
            if value is None and name not in self._wanted:
                continue
            text = revealed(value) if isinstance(value, (str, Secret)) else None
            if not isinstance(text, str):
                return f"must have a string for {name}, not {type_name(value)}"
            if _UNFIT.search(text):
                return f"holds a control character, a line break or a lone surrogate in {name}"
            if name in ("username", "password"):
                continue
            if not text or text != text.strip():
                return f"has an empty {name}, or white space around it"
        return None

    def __repr__(self) -> str:
        shown = [f"{name}={getattr(self, name, None)!r}" for name in self._shown]
        return f"{type(self).__name__}({', '.join([*shown, MASK])})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [(name, getattr(self, name, None)) for name in self._shown]

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} cannot be pickled: it holds a secret")


_SECRET: Final = ("client_secret", "password", "refresh_token", "code", "code_verifier")
_TEXTS: Final = frozenset((*_SECRET, "username", "redirect_uri", "client_id", "token_url", "device_authorization_url"))


OAuthToken: TypeAlias = Token | Grant
"""What an OAuth scheme takes: an access token, a function that gives one, or a grant that obtains one."""

AsyncOAuthToken: TypeAlias = AsyncToken | Grant
"""The same for an asynchronous client."""


class ClientCredentials(Grant, frozen=True):
    """The program itself is who calls (RFC 6749 §4.4)."""

    client_id: str
    client_secret: str | Secret[str]

    flow: ClassVar[FlowKind | None] = "clientCredentials"
    _wanted: ClassVar[tuple[str, ...]] = ("client_id", "client_secret")

    def form(self) -> dict[str, str]:
        return {"grant_type": "client_credentials"}


class ResourceOwnerPassword(Grant, frozen=True):
    """User name and password in exchange for a token (RFC 6749 §4.3), for servers that have nothing better."""

    username: str
    password: str | Secret[str]
    client_id: str | None = None
    client_secret: str | Secret[str] | None = None

    flow: ClassVar[FlowKind | None] = "password"
    _shown: ClassVar[tuple[str, ...]] = ("username", "client_id", "scopes")
    _wanted: ClassVar[tuple[str, ...]] = ("username", "password")

    def form(self) -> dict[str, str]:
        password = revealed(self.password)
        return {"grant_type": "password", "username": self.username, "password": password}


class RefreshToken(Grant, frozen=True):
    """A refresh token that was kept from an earlier login (RFC 6749 §6).

    The server may replace it each time: keep the new one with `on_tokens`. Leave synchronous calls time enough for it:
    one that is late breaks the refresh off, and nobody learns what the server put in its place.
    """

    refresh_token: str | Secret[str]
    client_id: str | None = None
    client_secret: str | Secret[str] | None = None

    _wanted: ClassVar[tuple[str, ...]] = ("refresh_token",)

    def form(self) -> dict[str, str]:
        return {"grant_type": "refresh_token", "refresh_token": revealed(self.refresh_token)}


class AuthorizationCode(Grant, frozen=True):
    """The code that a user's browser brought back (RFC 6749 §4.1.3), as `AuthorizationRequest.finish` gives it.

    It can be used once; from then on the refresh token is, if the server gave one.
    """

    code: str | Secret[str]
    redirect_uri: str
    client_id: str
    client_secret: str | Secret[str] | None = None
    code_verifier: str | Secret[str] | None = None

    flow: ClassVar[FlowKind | None] = "authorizationCode"
    is_repeatable: ClassVar[bool] = False
    _wanted: ClassVar[tuple[str, ...]] = ("code", "redirect_uri", "client_id")

    def form(self) -> dict[str, str]:
        form = {
            "grant_type": "authorization_code",
            "code": revealed(self.code),
            "redirect_uri": self.redirect_uri,
        }
        if self.code_verifier is not None:
            form["code_verifier"] = revealed(self.code_verifier)
        return form


class DeviceAuthorization(Grant, frozen=True):
    """A person allows it on another device (RFC 8628). `prompt` is told what to show them.

    The first call waits for them as long as the server lets it, whatever `timeout` says.
    """

    client_id: str
    prompt: Callable[[DevicePrompt], object]
    client_secret: str | Secret[str] | None = None
    device_authorization_url: str | None = None

    flow: ClassVar[FlowKind | None] = "deviceAuthorization"
    is_interactive: ClassVar[bool] = True
    _wanted: ClassVar[tuple[str, ...]] = ("client_id",)

    def form(self) -> dict[str, str]:
        return {"grant_type": "urn:ietf:params:oauth:grant-type:device_code"}
