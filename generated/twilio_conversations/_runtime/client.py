"""What the synchronous and the asynchronous client share: an API, its credentials, and the options.

What a call needs beyond that (`calls`) is imported at the first one, so that a client is made in no time. What depends
only on the operation is worked out once per client (`plan`).
"""

from __future__ import annotations

import copy
import ssl
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

import httpx2

from .auth import Applied
from .deadline import Timeout
from .errors import ConfigurationError, CredentialError
from .lazy import loading
from .logs import redact_queries
from .options import BaseOptions, CallOptions, Settings, changed, check_options, first_base, settings_of
from .secrets import Secret, credentials_in, masked
from .servers import BaseUrl

if TYPE_CHECKING:
    from .api import Api
    from .credentials import Credentials
    from .operation import Operation
    from .plan import Plan, RawHeaders

G = TypeVar("G")

_MOST_OF_A_TOKEN = 1024 * 1024


class BaseClient:
    """What `SyncClient` and `BaseAsyncClient` share.

    Its own attributes begin with an underscore, so that the groups of an API may have any name but those of
    its methods.
    """

    def __init__(
        self,
        api: Api,
        credentials: Credentials | CredentialError,
        http_client: httpx2.Client | httpx2.AsyncClient | None,
        options: BaseOptions,
        kind: type[BaseOptions],
    ) -> None:
        # First of all what `repr` needs: an error report may show a client that could not be made.
        self._api = api
        self._credentials: Credentials = {}
        self._applied: tuple[Applied, ...] = ()
        self._settings = Settings()
        self._sending: dict[str, Any] = {"stream": True, "follow_redirects": False}
        check_options(options, kind, type(self))
        if isinstance(credentials, CredentialError):
            raise credentials
        self._credentials = credentials
        self._settings = settings_of(options)
        self._applied = tuple(each for each in credentials.values() if isinstance(each, Applied))
        for each in credentials.values():
            if not isinstance(each, Applied):
                each.bind(self)
        self._http_headers: Secret[RawHeaders] = Secret([])
        if http_client is not None:
            with loading():
                from .plan import headers_of

            self._http_headers = headers_of(http_client)
        self._plans: dict[Operation, Plan] = {}
        self._groups: dict[Any, Any] = {}
        self._seen_drift: set[tuple[str, str]] = set()
        redact_queries({name for each in self._applied for name, _ in each.query})

    def __init_subclass__(cls, **options: Any) -> None:
        """The groups of a generated client are properties that import them: no fork in the midst of that."""
        super().__init_subclass__(**options)
        for name, each in list(vars(cls).items()):
            if isinstance(each, property) and each.fget is not None:
                setattr(cls, name, property(loading()(each.fget), doc=each.__doc__))

    def __repr__(self) -> str:
        try:
            base = self._settings.base or first_base(self._api.servers, self._settings)
        except ConfigurationError:
            base = None
        given = ", ".join(scheme.name for scheme in self._credentials) or "none"
        return f"<{type(self).__name__} {base.text if base else 'without base_url'}, credentials: {given}>"

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """A client with other options that shares this one's connections; `headers` are added to its own."""
        check_options(options, CallOptions, self.with_options)
        other = copy.copy(self)
        other._settings = changed(self._settings, options)
        other._plans, other._groups = {}, {}
        return other

    def _group(self, kind: Callable[[Self], G]) -> G:
        """The group of this class: the same at each access, so that it can be patched."""
        found = self._groups.get(kind)
        if found is None:
            # Of several threads that make one, all get the first.
            found = self._groups.setdefault(kind, kind(self))
        group: G = found
        return group

    def _towards(self, base: BaseUrl, timeout: Timeout) -> Self:
        """A client for an authorization server: over the same connections, with nothing of what the API gets."""
        own = self._settings
        other = copy.copy(self)
        limit = min(own.max_response_bytes, _MOST_OF_A_TOKEN)
        other._settings = Settings(base=base, timeout=timeout, retry=own.retry, max_response_bytes=limit)
        other._credentials, other._applied, other._plans, other._groups = {}, (), {}, {}
        other._http_headers = Secret([])
        other._sending = self._sending | {"auth": None}
        return other

    def _plan_for(self, operation: Operation) -> Plan:
        plan = self._plans.get(operation)
        if plan is None:
            with loading():
                from .plan import plan_of

            plan = plan_of(operation, self._settings, self._credentials, self._http_headers)
            self._plans[operation] = plan
        return plan

    @property
    def _ssl_context(self) -> ssl.SSLContext | None:
        """The client certificate, where one was given for a mutual TLS scheme."""
        contexts = (applied.ssl_context for applied in self._applied)
        return next((context for context in contexts if context is not None), None)

    def _redacted(self, text: str, rotated: tuple[Applied, ...] = (), headers: Iterable[tuple[str, str]] = ()) -> str:
        """The text without any credential of this client.

        Nor any of `rotated` and `headers`: those that only one call was sent with.
        """
        hidden = [secret.reveal() for applied in (*self._applied, *rotated) for secret in applied.secrets]
        own = [(name, value.reveal()) for name, value in self._settings.headers]
        own += [(name.decode("latin-1"), value.decode("latin-1")) for name, value in self._http_headers.reveal()]
        hidden += credentials_in([*own, *headers])
        return masked(text, hidden)
