"""What the synchronous and the asynchronous client share: everything but the waiting.

A client turns a `Request` into httpx2's request (`_prepare`) and httpx2's response into a `Response`
(`_interpret`), and neither does any I/O. What depends only on the operation is worked out once per client.
"""

from __future__ import annotations

import copy
import logging
import re
import ssl
import time
from datetime import timedelta
from typing import Any, Self, TypeVar, Unpack

import httpx2

from .auth import Applied
from .credentials import Credentials
from .deadline import Timeout, limits
from .errors import (
    ApiError,
    ConfigurationError,
    ConnectionFailed,
    CredentialError,
    DecodeError,
    DriftError,
    InvalidRequest,
    ResponseError,
    TimedOut,
    TransportError,
)
from .logs import logger, redact_queries
from .operation import Api, Operation
from .options import BaseOptions, CallOptions, Settings, changed, settings_of
from .plan import Plan, first_base, headers_of, plan_of, with_request_headers
from .receiving import DeadlinePassed
from .request import Request
from .response import Response, decode_success, one_line, raise_for_status
from .secrets import MASK, Secret
from .servers import BaseUrl
from .sources import Source

T = TypeVar("T")

_REMEMBERED_DRIFT = 1_000
_MOST_OF_A_TOKEN = 1024 * 1024
_INDEX = re.compile(r"/\d+(?=/|$)")


class OutgoingRequest(httpx2.Request):
    """httpx2's request, without the query in its `repr`: an API key may stand there."""

    def __repr__(self) -> str:
        return f"<OutgoingRequest {self.method} {self.url.copy_with(query=None)}>"


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
    ) -> None:
        # First of all what `repr` needs: an error report may show a client that could not be made.
        self._api = api
        self._credentials: Credentials = {}
        self._applied: tuple[Applied, ...] = ()
        self._settings = Settings()
        self._sending: dict[str, Any] = {"stream": True, "follow_redirects": False}
        if isinstance(credentials, CredentialError):
            raise credentials
        self._credentials = credentials
        self._settings = settings_of(options)
        self._applied = tuple(each for each in credentials.values() if isinstance(each, Applied))
        for each in credentials.values():
            if not isinstance(each, Applied):
                each.bind(self)
        self._http_headers = headers_of(http_client)
        self._plans: dict[Operation, Plan] = {}
        self._seen_drift: set[tuple[str, str]] = set()
        redact_queries({name for each in self._applied for name, _ in each.query})

    def __repr__(self) -> str:
        try:
            base = self._settings.base or first_base(self._api.servers, self._settings)
        except ConfigurationError:
            base = None
        given = ", ".join(scheme.name for scheme in self._credentials) or "none"
        return f"<{type(self).__name__} {base.text if base else 'without base_url'}, credentials: {given}>"

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """A client with other options that shares this one's connections; `headers` are added to its own."""
        other = copy.copy(self)
        other._settings = changed(self._settings, options)
        other._plans = {}
        return other

    def _towards(self, base: BaseUrl, timeout: Timeout) -> Self:
        """A client for an authorization server: over the same connections, with nothing of what the API gets."""
        own = self._settings
        other = copy.copy(self)
        limit = min(own.max_response_bytes, _MOST_OF_A_TOKEN)
        other._settings = Settings(base=base, timeout=timeout, retry=own.retry, max_response_bytes=limit)
        other._credentials, other._applied, other._plans = {}, (), {}
        other._http_headers = Secret([])
        other._sending = self._sending | {"auth": None}
        return other

    # --- requests ---------------------------------------------------------------------------------------

    def _plan_for(self, operation: Operation) -> Plan:
        plan = self._plans.get(operation)
        if plan is None:
            plan = plan_of(operation, self._settings, self._credentials, self._http_headers)
            self._plans[operation] = plan
        return plan

    def _prepare(self, request: Request[Any]) -> tuple[OutgoingRequest, float | None]:
        """The request as httpx2 sends it, and when the call must end (`time.monotonic`)."""
        if request.problems:
            self._report_problems(request)
        plan = self._plan_for(request.operation)
        if request.path[:1] != "/":
            # Behind a host without path it would become a part of that: `@evil.example`.
            label = request.operation.label
            raise InvalidRequest("the path does not begin with '/'", operation=label)
        url = _url(request, plan)
        if url is None:
            raise InvalidRequest("the URL has more than 65,536 characters", operation=request.operation.label)
        deadline, timeouts = limits(self._settings.timeout)
        extensions = {"timeout": timeouts}
        payload = request.payload
        if request.headers or request.cookie or payload is not None or plan.key is not None:
            headers = with_request_headers(plan, request)
        else:
            headers = plan.headers.reveal()
        stream: httpx2.ByteStream | Source
        if payload is not None and payload.source is not None:
            stream = payload.source
        else:
            stream = httpx2.ByteStream(b"" if payload is None else payload.content)
        outgoing = OutgoingRequest(request.method, url, headers=headers, stream=stream, extensions=extensions)
        return outgoing, deadline

    @property
    def _ssl_context(self) -> ssl.SSLContext | None:
        """The client certificate, where one was given for a mutual TLS scheme."""
        contexts = (applied.ssl_context for applied in self._applied)
        return next((context for context in contexts if context is not None), None)

    # --- responses --------------------------------------------------------------------------------------

    def _interpret(
        self,
        request: Request[T],
        http: httpx2.Response,
        raw: bytes,
        started: float,
        rotated: tuple[Applied, ...],
    ) -> Response[T]:
        """The response of a success. Raises the error of any other status, or of a body that is no good."""
        elapsed = timedelta(seconds=time.perf_counter() - started)
        operation, status = request.operation, http.status_code
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug("%s: %d after %.0f ms", operation.label, status, elapsed / timedelta(milliseconds=1))
        try:
            if not operation.is_success(status):
                raise_for_status(request, http, raw, self._hint(operation, status))
            body, drift = decode_success(request, http, raw)
            if drift and self._settings.validate_responses == "off":
                drift = ()
            response = Response(request=request, http=http, body=body, drift=drift, elapsed=elapsed)
            if drift or request.problems:
                self._report(response)
        except ResponseError as error:
            # A server may send back what it was sent.
            error.args = (self._redacted(str(error), rotated),)
            raise
        return response

    def _report_problems(self, request: Request[Any]) -> None:
        """Log what is wrong with a request; raise where this client does not send such."""
        validation, label = self._settings.validate_requests, request.operation.label
        if validation == "raise":
            said = "; ".join(f"{each.place}: {each}" for each in request.problems[:3])
            raise InvalidRequest(said, operation=label, problems=request.problems)
        for problem in request.problems if validation == "report" else ():
            kind = f"{problem.place} {_INDEX.sub('/*', problem.pointer)} {problem.expected}"
            self._log(label, kind, f"{problem.place} breaks the document: {problem}")

    def _log(self, label: str, kind: str, message: str) -> None:
        """Log what differs from the document, a kind only once as a warning."""
        key = label, kind
        is_new = key not in self._seen_drift and len(self._seen_drift) < _REMEMBERED_DRIFT
        if is_new:
            self._seen_drift.add(key)
        logger.log(logging.WARNING if is_new else logging.DEBUG, "%s: %s", label, message)

    def _report(self, response: Response[Any]) -> None:
        """Log drift; tell the hook; raise where that is what the client does."""
        label = response.request.operation.label
        for drift in response.drift:
            kind = f"{_INDEX.sub('/*', drift.pointer)} {drift.expected}"
            self._log(label, kind, f"drift: {drift}")
        if self._settings.on_drift is not None:
            self._settings.on_drift(response)
        if response.drift and self._settings.validate_responses == "raise":
            raise DriftError(
                response.drift,
                request=response.request,
                status=response.status,
                headers=response.headers,
                raw=response.content,
            )

    def _hint(self, operation: Operation, status: int) -> str:
        """What the message of a 401 adds: what the operation takes, and whether it was sent."""
        if status != 401:
            return ""
        taken = " or ".join(
            " with ".join(scheme.description for scheme in alternative)
            for alternative in operation.security
            if alternative
        )
        plan = self._plan_for(operation)
        sent = "a credential was sent" if plan.applied or plan.rotating else "no credential was sent"
        return f" (the operation takes {taken}; {sent})" if taken else f" ({sent})"

    def _failure(
        self,
        request: Request[Any],
        http: httpx2.Response | None,
        error: Exception,
        deadline: float | None,
        started: float,
        rotated: tuple[Applied, ...],
    ) -> tuple[ApiError, Exception | None]:
        """Our error for one of httpx2's, and its cause: none where the cause would show a credential."""
        said = self._redacted(str(error), rotated)
        cause = error if said == str(error) else None
        sent = not isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout))
        if isinstance(error, (httpx2.TimeoutException, DeadlinePassed)):
            elapsed = timedelta(seconds=time.perf_counter() - started)
            # Our streams cut a step's limit to what is left of the call: then the call has ended too.
            is_total = deadline is not None and time.monotonic() > deadline - 0.01
            phase = "total" if is_total else type(error).__name__.removesuffix("Timeout").lower()
            return TimedOut(phase, request=request, elapsed=elapsed, may_have_been_sent=sent), cause
        if isinstance(error, httpx2.LocalProtocolError):
            message = "the request is not valid HTTP"
            return TransportError(message, request=request, may_have_been_sent=False), None
        text = one_line(said) or type(error).__name__
        if isinstance(error, httpx2.DecodingError) and http is not None:
            message = f"{http.status_code}: the body cannot be decompressed: {text}"
            return (
                DecodeError(message, request=request, status=http.status_code, headers=http.headers),
                cause,
            )
        is_network = isinstance(error, (httpx2.TransportError, ssl.SSLError))
        kind = ConnectionFailed if is_network else TransportError
        return (
            kind(f"the connection failed: {text}", request=request, may_have_been_sent=sent),
            cause,
        )

    def _redacted(self, text: str, rotated: tuple[Applied, ...] = ()) -> str:
        """The text without any credential of this client, and of `rotated`: those that only one call was sent with."""
        for applied in (*self._applied, *rotated):
            for secret in applied.secrets:
                text = text.replace(secret.reveal(), MASK)
        return text


def _url(request: Request[Any], plan: Plan) -> httpx2.URL | None:
    """Where the request goes; None where httpx2 finds the URL too long: nothing else can be wrong with it."""
    target = request.target
    if added := plan.query.reveal():
        target = f"{target}{'&' if request.query else '?'}{added}"
    try:
        return httpx2.URL(plan.base.text + target)
    except httpx2.InvalidURL:
        return None
