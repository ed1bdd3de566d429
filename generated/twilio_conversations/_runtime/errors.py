"""Everything a call can raise.

    ApiError
    ├── InvalidRequest (also ValueError)        the request breaks the document; nothing was sent
    │   ├── InvalidArgument                     one parameter
    │   └── InvalidBody                         the body
    ├── ConfigurationError (also ValueError)    base_url, servers, timeouts, headers of the client
    ├── CredentialError (also ValueError)       a credential that cannot be sent
    ├── TokenError                              an authorization server gave no access token
    ├── ClientClosed (also RuntimeError)        the client was used after it was closed
    ├── PayloadError (also ValueError)          what came to a webhook or callback cannot be used
    ├── PaginationError                         the next page is at another origin, or was there already
    ├── TransportError                          no complete answer came
    │   ├── ConnectionFailed
    │   └── TimedOut
    └── ResponseError                           an answer came
        ├── UnexpectedContent                   HTML where the document has none
        ├── DecodeError                         a body that is not what its media type says
        ├── ResponseTooLarge
        ├── DriftError                          the body differs from the document, see validate_responses
        └── StatusError                         any status that is no success
            ├── Redirection                     3xx that is not followed
            ├── ClientError                     4xx
            │   BadRequest 400, Unauthorized 401, PaymentRequired 402, Forbidden 403, NotFound 404,
            │   MethodNotAllowed 405, NotAcceptable 406, RequestTimeout 408, Conflict 409, Gone 410,
            │   PreconditionFailed 412, ContentTooLarge 413, UnsupportedMediaType 415,
            │   UnprocessableContent 422, Locked 423, TooManyRequests 429
            └── ServerError                     5xx
                InternalServerError 500, BadGateway 502, ServiceUnavailable 503, GatewayTimeout 504

Each prints as one line, and none of them holds a credential.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx2

from .headers import request_id

if TYPE_CHECKING:
    from .drift import Drift, Problem
    from .request import Request


class ApiError(Exception):
    """The root of this package's errors. `str(error)` is one readable line."""

    def __reduce__(self) -> tuple[Callable[..., ApiError], tuple[Any, ...]]:
        # The request holds functions, which do not pickle; what happened is in the other attributes.
        state = {name: value for name, value in vars(self).items() if name != "request"}
        return _restored, (type(self), self.args, state)


def _restored(kind: type[ApiError], args: tuple[Any, ...], state: dict[str, Any]) -> ApiError:
    error = kind.__new__(kind, *args)
    error.args = args
    vars(error).update(state)
    return error


# --- before anything is sent ------------------------------------------------------------------------


class InvalidRequest(ApiError, ValueError):
    """The request breaks what the document says; nothing was sent.

    `operation` is its method and path template. `problems` says what is wrong, where a schema was broken.
    """

    def __init__(self, message: str, *, operation: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(f"{operation}: {message}")
        self.operation = operation
        self.problems = problems


class InvalidArgument(InvalidRequest):
    """One argument cannot be sent. `location` is path, query, querystring, header or cookie."""

    def __init__(
        self,
        reason: str,
        *,
        operation: str,
        location: str,
        parameter: str,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        message = f"{location} parameter {parameter!r} {reason}"
        super().__init__(message, operation=operation, problems=problems)
        self.location = location
        self.parameter = parameter


class InvalidBody(InvalidRequest):
    """The body cannot be sent."""


class ConfigurationError(ApiError, ValueError):
    """An option of a client that cannot work, such as a `base_url` that is no http(s) URL."""


class PaginationError(ApiError):
    """An answer leads to a next page that is not fetched: at another origin, or there already."""


class CredentialError(ApiError, ValueError):
    """A credential that cannot be sent, such as a token that ends in a line break. It is not shown."""


class ClientClosed(ApiError, RuntimeError):
    """The client was used after it was closed, or in a process that may not use its connections."""


class TokenError(ApiError):
    """An authorization server gave no access token. What was sent to it is not shown.

    `scheme` is the security scheme's name, `status` that of the server's answer (None: there was none), `error` its
    code, such as `invalid_grant` (RFC 6749 §5.2).
    """

    def __init__(self, message: str, *, scheme: str, status: int | None = None, error: str | None = None) -> None:
        super().__init__(f"no token for {scheme!r}: {message}")
        self.scheme = scheme
        self.status = status
        self.error = error


class PayloadError(ApiError, ValueError):
    """What came to a webhook or callback cannot be used. `drift` is not empty only where `strict` refuses it."""

    def __init__(self, message: str, *, payload: str, drift: tuple[Drift, ...] = ()) -> None:
        super().__init__(f"{payload}: {message}")
        self.payload = payload
        self.drift = drift


# --- no complete answer -----------------------------------------------------------------------------


class TransportError(ApiError):
    """No complete answer came. The cause is the transport's own error.

    `may_have_been_sent` is False only where the request certainly did not reach the server.
    """

    def __init__(self, message: str, *, request: Request[Any], may_have_been_sent: bool = True) -> None:
        super().__init__(f"{request.operation.label}: {message}")
        self.request = request
        self.may_have_been_sent = may_have_been_sent


class ConnectionFailed(TransportError):
    """The connection could not be made, or broke."""


class TimedOut(TransportError):
    """A time limit passed. `phase`: connect, read, write, pool or total. `elapsed`: since the call."""

    def __init__(
        self,
        phase: str,
        *,
        request: Request[Any],
        elapsed: timedelta,
        may_have_been_sent: bool = True,
    ) -> None:
        message = f"timed out after {elapsed.total_seconds():.1f} s ({phase} timeout)"
        super().__init__(message, request=request, may_have_been_sent=may_have_been_sent)
        self.phase = phase
        self.elapsed = elapsed


# --- an answer came ---------------------------------------------------------------------------------


class ResponseError(ApiError):
    """An answer came, and it is no good.

    `status`, `headers`, `raw` (the body as received, after decompression; empty where it was not read). `redacted`
    masks credentials in what a server says: it may send back what it was sent.
    """

    def __init__(
        self,
        message: str,
        *,
        request: Request[Any],
        status: int,
        headers: httpx2.Headers,
        raw: bytes = b"",
        redacted: Callable[[str], str] = str,
    ) -> None:
        identity = request_id(headers)
        suffix = f", request id {redacted(identity)}" if identity else ""
        super().__init__(f"{message} [{request.operation.label}{suffix}]")
        self.request = request
        self.status = status
        self.headers = headers
        self.raw = raw

    @property
    def request_id(self) -> str | None:
        """The server's id of the request (see `headers.REQUEST_ID_HEADERS`)."""
        return request_id(self.headers)


class UnexpectedContent(ResponseError):
    """A success that is HTML where the document has none, such as a login page, or an error page of a proxy."""


class DecodeError(ResponseError):
    """The body is not what its media type says: invalid JSON, nested too deep, bad compression."""


class ResponseTooLarge(ResponseError):
    """The body is larger than `max_response_bytes`, or swells like a decompression bomb."""


class DriftError(ResponseError):
    """With `validate_responses="raise"`: the response breaks the document; with `"raise-all"`, or has more than that.

    `drift` lists every difference, what the API has added too.
    """

    def __init__(
        self,
        drift: tuple[Drift, ...],
        *,
        request: Request[Any],
        status: int,
        headers: httpx2.Headers,
        raw: bytes,
        redacted: Callable[[str], str] = str,
    ) -> None:
        more = f" (and {len(drift) - 1} more)" if len(drift) > 1 else ""
        first = next((each for each in drift if not each.is_addition), next(iter(drift), None))
        message = f"{status}: the response differs from the document: {first and first.shown(redacted)}{more}"
        super().__init__(message, request=request, status=status, headers=headers, raw=raw, redacted=redacted)
        self.drift = drift


_BY_STATUS: dict[int, type[StatusError]] = {}


class StatusError(ResponseError):
    """A status that is no success.

    `body` is the documented error model where there is one, else the parsed JSON, else the text, else None;
    `drift` says how the body differs from the model. `raw` is the body as received.
    """

    def __init_subclass__(cls, status: int | None = None) -> None:
        """`status` is the one that the class stands for, if it stands for one."""
        if status is not None:
            _BY_STATUS[status] = cls

    def __init__(
        self,
        message: str,
        *,
        request: Request[Any],
        status: int,
        headers: httpx2.Headers,
        raw: bytes = b"",
        body: Any = None,
        drift: tuple[Drift, ...] = (),
        redacted: Callable[[str], str] = str,
    ) -> None:
        super().__init__(message, request=request, status=status, headers=headers, raw=raw, redacted=redacted)
        self.body = body
        self.drift = drift


class Redirection(StatusError):
    """3xx that `max_redirects` does not let a call follow: the new place is in `headers["location"]`."""


class ClientError(StatusError):
    """4xx."""


class BadRequest(ClientError, status=400):
    """400"""


class Unauthorized(ClientError, status=401):
    """401: no credential was sent, or the server did not take it."""


class PaymentRequired(ClientError, status=402):
    """402"""


class Forbidden(ClientError, status=403):
    """403"""


class NotFound(ClientError, status=404):
    """404"""


class MethodNotAllowed(ClientError, status=405):
    """405"""


class NotAcceptable(ClientError, status=406):
    """406"""


class RequestTimeout(ClientError, status=408):
    """408"""


class Conflict(ClientError, status=409):
    """409"""


class Gone(ClientError, status=410):
    """410"""


class PreconditionFailed(ClientError, status=412):
    """412"""


class ContentTooLarge(ClientError, status=413):
    """413"""


class UnsupportedMediaType(ClientError, status=415):
    """415"""


class UnprocessableContent(ClientError, status=422):
    """422"""


class Locked(ClientError, status=423):
    """423"""


class TooManyRequests(ClientError, status=429):
    """429"""


class ServerError(StatusError):
    """5xx."""


class InternalServerError(ServerError, status=500):
    """500"""


class BadGateway(ServerError, status=502):
    """502"""


class ServiceUnavailable(ServerError, status=503):
    """503"""


class GatewayTimeout(ServerError, status=504):
    """504"""


_FAMILIES: dict[int, type[StatusError]] = {3: Redirection, 4: ClientError, 5: ServerError}


def status_error(status: int) -> type[StatusError]:
    """The class for a status: its own, else its family's, else `StatusError`."""
    return _BY_STATUS.get(status) or _FAMILIES.get(status // 100, StatusError)
