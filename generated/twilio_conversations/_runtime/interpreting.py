"""What came of a call: the `Response` of a success, our error for everything else. No I/O: both kinds share it."""

from __future__ import annotations

import logging
import ssl
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import httpx2

from .deadline import DeadlinePassed
from .errors import ApiError, ConnectionFailed, DecodeError, TimedOut, TransportError
from .logs import logger
from .reports import report_drift
from .response import Response, decode_success, one_line, raise_for_status

if TYPE_CHECKING:
    from .calls import Call
    from .client import BaseClient
    from .operation import Operation

T = TypeVar("T")


def interpret(call: Call[T], http: httpx2.Response, raw: bytes) -> Response[T]:
    """The response of a success. Raises the error of any other status, or of a body that is no good."""
    elapsed = timedelta(seconds=time.perf_counter() - call.started)
    client, request = call.client, call.request
    operation, status = request.operation, http.status_code
    if logger.isEnabledFor(logging.DEBUG):
        logger.debug("%s: %d after %.0f ms", operation.label, status, elapsed / timedelta(milliseconds=1))
    if not operation.is_success(status):
        raise_for_status(request, http, raw, _hint(client, operation, status), redacted=call.redacted)
    body, drift = decode_success(request, http, raw, redacted=call.redacted)
    if drift and client._settings.validate_responses == "off":
        drift = ()
    response = Response(request=request, http=http, body=body, drift=drift, elapsed=elapsed)
    if drift or request.problems:
        report_drift(client, response, redacted=call.redacted)
    return response


def _hint(client: BaseClient, operation: Operation, status: int) -> str:
    """What the message of a 401 adds: what the operation takes, and whether it was sent."""
    if status != 401:
        return ""
    taken = " or ".join(
        " with ".join(scheme.description for scheme in alternative) for alternative in operation.security if alternative
    )
    plan = client._plan_for(operation)
    sent = "a credential was sent" if plan.applied or plan.rotating else "no credential was sent"
    return f" (the operation takes {taken}; {sent})" if taken else f" ({sent})"


def failure(call: Call[Any], error: Exception, http: httpx2.Response | None) -> tuple[ApiError, Exception | None]:
    """Our error for one of httpx2's, and its cause: none where the cause would show a credential."""
    request = call.request
    said = call.redacted(str(error))
    cause = error if said == str(error) else None
    sent = call.was_sent and not isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout))
    if isinstance(error, (httpx2.TimeoutException, DeadlinePassed)):
        elapsed = timedelta(seconds=time.perf_counter() - call.started)
        # Our streams cut a step's limit to what is left of the call: then the call has ended too.
        is_total = isinstance(error, DeadlinePassed) or call.deadline.left < 0.01
        phase = "total" if is_total else type(error).__name__.removesuffix("Timeout").lower()
        return TimedOut(phase, request=request, elapsed=elapsed, may_have_been_sent=sent), cause
    if isinstance(error, httpx2.LocalProtocolError):
        message = "the request is not valid HTTP"
        return TransportError(message, request=request, may_have_been_sent=False), None
    text = one_line(said) or type(error).__name__
    if isinstance(error, httpx2.DecodingError) and http is not None:
        message = f"{http.status_code}: the body cannot be decompressed: {text}"
        return (
            DecodeError(
                message, request=request, status=http.status_code, headers=http.headers, redacted=call.redacted
            ),
            cause,
        )
    is_network = isinstance(error, (httpx2.TransportError, ssl.SSLError))
    kind = ConnectionFailed if is_network else TransportError
    return (
        kind(f"the connection failed: {text}", request=request, may_have_been_sent=sent),
        cause,
    )
