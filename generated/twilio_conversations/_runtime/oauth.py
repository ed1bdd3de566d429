"""OAuth 2 for a client: obtaining a token for a grant, keeping it, renewing it (RFC 6749, 8628, 8414).

No I/O is done here: `Granted.steps` says what is to be sent, and `rotation` sends it. What is sent to a token endpoint
goes there only over https (or to this machine, or with `allow_http`), and never on to where a redirect leads.
"""

from __future__ import annotations

import base64
import math
import re
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast
from urllib.parse import quote_plus, urlencode

import httpx2

from .auth import Applied, OAuth2, OAuthFlow, OpenIdConnect
from .errors import ApiError, ConfigurationError, CredentialError, StatusError, TokenError
from .grants import DeviceAuthorization, DevicePrompt, Grant, RefreshToken, Tokens
from .options import first_base
from .provider import Endpoint, ProviderMetadata, endpoint, json_object, metadata_of, post
from .response import one_line
from .rotation import Ask, Send, Shared, Steps, Wait
from .secrets import Secret, masked, revealed

if TYPE_CHECKING:
    from .client import BaseClient

_LEEWAY: Final = 30.0
"""Seconds before a token expires at which it is renewed; a quarter of its life where that is less."""

_POLL_EVERY: Final = 5.0
_SLOW_DOWN: Final = 5.0
_CODE: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,80}")
_REFRESHED_BY: Final = (
    "authorizationCode",
    "deviceAuthorization",
    "password",
    "clientCredentials",
)

Obtaining = Generator[Send | Wait | Ask, Any, Tokens]


class Granted(Shared):
    """The access token of a grant, obtained at the first call and renewed when it expires or is refused."""

    def __init__(self, scheme: OAuth2 | OpenIdConnect, grant: Grant) -> None:
        super().__init__(scheme)
        fault = grant.fault()
        if fault is not None:
            raise CredentialError(f"the credential for {scheme.description} {fault}")
        self.grant = grant
        self.is_interactive = grant.is_interactive
        self._flows = scheme.flows if isinstance(scheme, OAuth2) else ()
        self._metadata_url = scheme.metadata_url if isinstance(scheme, OAuth2) else scheme.url
        self._metadata: ProviderMetadata | None = None
        self._token_endpoint: Endpoint | None = None
        self._refresh_endpoint: Endpoint | None = None
        self._device_endpoint: Endpoint | None = None
        self._refresh_token: Secret[str] | None = None
        self._renew_at = math.inf
        self._obtained = 0.0
        self._is_used = False

    # --- where tokens come from -------------------------------------------------------------------------

    def bind(self, client: BaseClient) -> None:
        """Check all URLs that are known. Raises `ConfigurationError`."""
        settings = client._settings
        self._allow_http = settings.allow_http
        self._base = settings.base or first_base(client._api.servers, settings)
        flow, grant = self._flow(), self.grant
        given = grant.token_url or (flow.token_url if flow else None)
        self._token_endpoint = self._endpoint(given)
        refreshed = None if grant.token_url else flow.refresh_url if flow else None
        self._refresh_endpoint = self._endpoint(refreshed)
        if isinstance(grant, DeviceAuthorization):
            documented = flow.device_authorization_url if flow else None
            self._device_endpoint = self._endpoint(grant.device_authorization_url or documented)
        if self._lacks_urls() and not self._metadata_url:
            kind = f"{grant.flow} flow" if grant.flow else "flow with a token URL"
            raise ConfigurationError(f"the document has no {kind} for {self.scheme.description}: pass token_url")

    def _lacks_urls(self) -> bool:
        is_device = isinstance(self.grant, DeviceAuthorization)
        return self._token_endpoint is None or (is_device and self._device_endpoint is None)

    def _flow(self) -> OAuthFlow | None:
        """The flow of the document that the grant belongs to."""
        kinds = _REFRESHED_BY if self.grant.flow is None else (self.grant.flow,)
        usable = [flow for flow in self._flows if flow.kind in kinds and flow.token_url]
        return min(usable, key=lambda flow: kinds.index(flow.kind), default=None)

    def _endpoint(self, url: str | None) -> Endpoint | None:
        if not url:
            return None
        return endpoint(url, self._base, allow_http=self._allow_http)

    def _discover(self) -> Generator[Send | Wait | Ask, Any, None]:
        """Read the authorization server's description where the document does not say enough."""
        assert self._metadata_url is not None
        place = endpoint(self._metadata_url, self._base, allow_http=self._allow_http)
        answer = (yield place.get()).reveal()
        found = metadata_of(answer, self.scheme, place.url, allow_http=self._allow_http)
        self._metadata = found
        self._token_endpoint = self._token_endpoint or self._endpoint(found.token_endpoint)
        if self._device_endpoint is None:
            self._device_endpoint = self._endpoint(found.device_authorization_endpoint)
        if self._lacks_urls():
            self._fail(f"{place.url} names no endpoint for it")

    # --- when -------------------------------------------------------------------------------------------

    def usable(self, refused: Applied | None) -> Applied | None:
        held = self.held
        if held is None or held is refused or time.monotonic() >= self._renew_at:
            return None
        return held

    def may_renew(self, http: httpx2.Response, sent: Applied, started: float) -> bool:
        said = http.headers.get("www-authenticate", "").lower()
        if "error=" in said.replace(" ", "") and "invalid_token" not in said:
            return False  # such as `insufficient_scope` (RFC 6750 §3.1), which a new token has too
        if self.held is not sent:
            return True  # another call has renewed it by now
        if self._obtained > started:
            return False  # it is as new as can be
        return self._refresh_token is not None or self._can_begin()

    def _can_begin(self) -> bool:
        return self.grant.is_repeatable or not self._is_used

    def steps(self) -> Steps:
        asked = time.monotonic()
        try:
            tokens = yield from self._obtain()
            self._keep(tokens, asked)
        except TokenError as error:
            self.failure = error
            self.round += 1
            raise
        if self.grant.on_tokens is not None:
            hook = self.grant.on_tokens
            yield Ask(Secret(lambda: hook(tokens)), is_final=True)
        self.failure = None
        self.round += 1
        return cast("Applied", self.held)

    def _keep(self, tokens: Tokens, asked: float) -> None:
        held, reason = None, ""
        try:
            held = self.scheme.prepare(tokens.access_token)
        except CredentialError as error:
            reason = str(error)
        if held is None:
            self._fail(f"the server gave one that cannot be sent: {reason}")
        life = tokens.expires_in
        self._renew_at = math.inf if life is None else asked + life - min(_LEEWAY, life / 4)
        self._refresh_token = tokens.refresh_token or self._refresh_token
        self._is_used = True
        self._obtained = time.perf_counter()
        self.held = held

    # --- how --------------------------------------------------------------------------------------------

    def _obtain(self) -> Obtaining:
        if self._lacks_urls():
            yield from self._discover()
        if self._refresh_token is not None:
            refreshed = yield from self._refresh(self._refresh_token)
            if refreshed is not None:
                return refreshed
        if not self._can_begin():
            self._fail("the token has expired, and there is none to refresh it with: log in again")
        if isinstance(self.grant, DeviceAuthorization):
            return (yield from self._ask_a_person(self.grant))
        is_final = isinstance(self.grant, RefreshToken) or not self.grant.is_repeatable
        request = self._request(self._token_endpoint, self.grant.form(), with_scopes=True, is_final=is_final)
        answer = (yield request).reveal()
        return self._tokens(answer)

    def _refresh(self, token: Secret[str]) -> Generator[Send | Wait | Ask, Any, Tokens | None]:
        """RFC 6749 §6. None: the refresh token is no longer good, but the grant is."""
        form = RefreshToken(token).form()
        place = self._refresh_endpoint or self._token_endpoint
        answer = (yield self._request(place, form, is_final=True)).reveal()
        if isinstance(answer, StatusError) and self._error_of(answer)[0] == "invalid_grant":
            self._refresh_token = None
            if self._can_begin() and not isinstance(self.grant, RefreshToken):
                return None
        return self._tokens(answer)

    def _ask_a_person(self, grant: DeviceAuthorization) -> Obtaining:
        """RFC 8628 §3."""
        began = time.monotonic()
        answer = (yield self._request(self._device_endpoint, {}, with_scopes=True)).reveal()
        found = self._object(answer)
        code, user_code = found.get("device_code"), found.get("user_code")
        uri = found.get("verification_uri") or found.get("verification_url")
        life = _seconds(found.get("expires_in"))
        if not (isinstance(code, str) and isinstance(user_code, str) and isinstance(uri, str)):
            self._fail("the answer of the device authorization endpoint lacks a code or a URL")
        if life is None:
            self._fail("the answer of the device authorization endpoint lacks expires_in")
        device_code = Secret(code)
        complete = found.get("verification_uri_complete")
        complete = complete if isinstance(complete, str) else None
        interval = max(_seconds(found.get("interval")) or _POLL_EVERY, 1.0)
        del answer, found, code
        prompt = DevicePrompt(uri, user_code, complete, life)
        yield Ask(Secret(lambda: grant.prompt(prompt)))
        while True:
            if time.monotonic() + interval >= began + life:
                self._fail("nobody allowed it in time", error="expired_token")
            yield Wait(interval)
            form = grant.form() | {"device_code": device_code.reveal()}
            answer = (yield self._request(self._token_endpoint, form, is_final=True)).reveal()
            error = self._error_of(answer)[0] if isinstance(answer, StatusError) else None
            if error == "slow_down":
                interval += _SLOW_DOWN
            elif isinstance(answer, ApiError) and not isinstance(answer, StatusError):
                interval *= 2  # the network's trouble (RFC 8628 §3.5)
            elif error != "authorization_pending":
                return self._tokens(answer, device_code)

    def _request(
        self, place: Endpoint | None, form: dict[str, str], *, with_scopes: bool = False, is_final: bool = False
    ) -> Send:
        assert place is not None
        grant = self.grant
        form = {**form, **grant.parameters}
        if with_scopes and grant.scopes:
            form["scope"] = " ".join(grant.scopes)
        client_id, client_secret = grant.client()
        encoded = None if self._in_body() else self._encoded_client()
        if encoded is None and client_id is not None:
            form["client_id"] = client_id
            if client_secret is not None:
                form["client_secret"] = client_secret
        headers = (("Authorization", f"Basic {encoded}"),) if encoded else ()
        return post(place, urlencode(form).encode(), headers, is_final=is_final)

    def _encoded_client(self) -> str | None:
        """Id and secret of the client as HTTP basic has them, form-encoded first (RFC 6749 §2.3.1)."""
        client_id, client_secret = self.grant.client()
        if client_id is None or client_secret is None:
            return None
        pair = f"{quote_plus(client_id)}:{quote_plus(client_secret)}"
        return base64.b64encode(pair.encode()).decode()

    def _in_body(self) -> bool:
        """Whether id and secret of the client go in the body (RFC 6749 §2.3.1)."""
        if self.grant.client_authentication is not None:
            return self.grant.client_authentication == "body"
        methods = self._metadata.client_authentication if self._metadata else ()
        return "client_secret_post" in methods and "client_secret_basic" not in methods

    # --- what came --------------------------------------------------------------------------------------

    def _tokens(self, answer: Any, *secrets: Secret[str]) -> Tokens:
        """The tokens of an answer (RFC 6749 §5.1). Raises `TokenError`."""
        found = self._object(answer, *secrets)
        token, kind = found.get("access_token"), found.get("token_type", "Bearer")
        if not isinstance(token, str) or not token:
            self._fail("the answer of the token endpoint has no access_token")
        if not isinstance(kind, str) or kind.lower() != "bearer":
            self._fail("the server gave one of another type than Bearer")
        refresh, scope = found.get("refresh_token"), found.get("scope")
        return Tokens(
            Secret(token),
            Secret(refresh) if isinstance(refresh, str) and refresh else None,
            _seconds(found.get("expires_in")),
            tuple(scope.split()) if isinstance(scope, str) else (),
        )

    def _object(self, answer: Any, *secrets: Secret[str]) -> dict[str, Any]:
        """The JSON object of a success. Raises `TokenError` for anything else."""
        if isinstance(answer, StatusError):
            error, said = self._error_of(answer)
            reason = f"{error}: {said}" if error and said else error or "no reason given"
            text = f"the server answered {answer.status}: {self._redacted(reason, *secrets)}"
            self._fail(text, status=answer.status, error=error)
        if isinstance(answer, ApiError):
            self._fail(one_line(self._redacted(str(answer), *secrets)))
        found = json_object(answer.content)
        if found is None:
            self._fail("the answer is no JSON object", status=answer.status)
        if "error" in found and "access_token" not in found:
            # Some servers report an error as a success.
            code = found["error"]
            error = code if isinstance(code, str) and _CODE.fullmatch(code) else None
            self._fail(f"the server answered {error}", status=answer.status, error=error)
        return found

    def _error_of(self, answer: StatusError) -> tuple[str | None, str]:
        """Code and description of an error (RFC 6749 §5.2)."""
        found = json_object(answer.raw) or {}
        error, said = found.get("error"), found.get("error_description")
        return (
            error if isinstance(error, str) and _CODE.fullmatch(error) else None,
            one_line(said[:500]) if isinstance(said, str) else "",
        )

    def _redacted(self, text: str, *secrets: Secret[str]) -> str:
        """What a server or the network said, without what they were sent."""
        kept = (self._refresh_token,) if self._refresh_token else ()
        hidden = [*self.grant.secrets(), *(revealed(each) for each in (*secrets, *kept))]
        hidden += filter(None, [self._encoded_client()])
        return masked(text, hidden)

    def _fail(self, message: str, *, status: int | None = None, error: str | None = None) -> NoReturn:
        raise TokenError(message, scheme=self.scheme.name, status=status, error=error)


def _seconds(value: Any) -> float | None:
    """A number of seconds, also as the text that some servers write; None where there is none."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 16:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 <= value < 1e12 else None
