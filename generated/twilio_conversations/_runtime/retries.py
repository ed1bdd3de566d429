"""Sending again: whether it is safe, and after how long. Nothing here waits or sends.

Only what may safely be sent twice is: a request whose method is idempotent (RFC 9110 §9.2.2), one that carries an
idempotency key, and any request that certainly never left because no connection could be made.
"""

from __future__ import annotations

import math
import random
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import httpx2
import msgspec

from .errors import ConfigurationError, InvalidArgument
from .lazy import loading

if TYPE_CHECKING:
    from .deadline import Deadline
    from .operation import Operation
    from .parameters import Parameter
    from .request import Request

IDEMPOTENT: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"})
"""Methods that do the same done once or twice: RFC 9110 §9.2.2, and `QUERY`, which is safe too."""

DEFAULT_STATUSES: Final = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that often pass. 500 is among them: it is how most servers report a fault of the moment, and what is
idempotent may be asked again. 501 and 505 say that the same request will never work."""

_KEY_HEADERS: Final = frozenset({"idempotency-key", "x-idempotency-key"})
_NEVER_SENT: Final = (httpx2.ConnectError, httpx2.ConnectTimeout)
# Waiting for a free connection again would make a queue that is too long longer.
_HOPELESS: Final = (
    httpx2.PoolTimeout,
    httpx2.LocalProtocolError,
    httpx2.UnsupportedProtocol,
    httpx2.ProxyError,
)


class Retry(msgspec.Struct, frozen=True):
    """When a request is sent again.

    `attempts`: how often it is sent at most; 1 sends nothing twice. `statuses`: the statuses after which it is sent
    again. Attempt n is followed by a random delay of up to `first_delay` · 2ⁿ⁻¹ seconds, at most `max_delay` ("full
    jitter"); a `Retry-After` (RFC 9110 §10.2.3) lengthens it. Where the server asks for more than `max_retry_after`
    seconds, or for more than the call has left, the error is raised at once.
    """

    attempts: int = 3
    statuses: frozenset[int] = DEFAULT_STATUSES
    first_delay: float = 0.5
    max_delay: float = 8.0
    max_retry_after: float = 60.0

    def __post_init__(self) -> None:
        if isinstance(self.attempts, bool) or not isinstance(self.attempts, int) or self.attempts < 1:
            raise ConfigurationError("retry.attempts must be a positive integer")
        for name in ("first_delay", "max_delay", "max_retry_after"):
            value = getattr(self, name)
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not is_number or not 0 <= value < math.inf:
                raise ConfigurationError(f"retry.{name} must be a number of seconds")

    def delay(self, attempt: int, headers: httpx2.Headers | None, deadline: Deadline) -> float | None:
        """Seconds to wait after an attempt (the first is 1); None where the call should end instead."""
        seconds = random.uniform(0, min(self.max_delay, self.first_delay * 2.0 ** min(attempt - 1, 60)))
        asked = None if headers is None else retry_after(headers)
        if asked is not None:
            if asked > self.max_retry_after:
                return None
            seconds = max(seconds, asked)
        if seconds >= deadline.left:
            return None
        return seconds


DEFAULT_RETRY: Final = Retry()


def retry_after(headers: httpx2.Headers) -> float | None:
    """The seconds that `Retry-After` asks for, whether it gives them or a date; None where it gives neither."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:12])
    until = http_date(text)
    if until is None:
        return None
    # The server's own clock tells best how far off its date is.
    now = http_date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def http_date(text: str) -> datetime | None:
    """A date as HTTP writes it (RFC 9110 §5.6.7)."""
    with loading():
        from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)


def key_parameter(operation: Operation) -> Parameter | None:
    """The header parameter that takes an idempotency key, where the operation needs and has one."""
    if operation.method in IDEMPOTENT:
        return None
    for parameter in operation.parameters:
        if parameter.location == "header" and parameter.name.lower() in _KEY_HEADERS:
            return parameter
    return None


def new_key(parameter: Parameter) -> bytes | None:
    """A key that was never used before; None where the document wants one of another form than a UUID."""
    with loading():
        import uuid

    key = uuid.uuid4()
    for value in (str(key), key):
        try:
            text = parameter.encode(value, "")
        except InvalidArgument:
            continue
        return None if text is None else text.encode()
    return None


def may_repeat(request: Request[object], outgoing: httpx2.Request) -> bool:
    """Whether a request may be sent again though the server may have got it."""
    payload = request.payload
    # A redirect may have made a GET without a body of it.
    has_body = payload is not None and outgoing.method == request.method
    if has_body and payload is not None and not payload.is_repeatable:
        return False
    return outgoing.method in IDEMPOTENT or any(name in outgoing.headers for name in _KEY_HEADERS)


def may_pass(error: Exception, *, is_safe: bool, is_repeatable: bool) -> bool:
    """Whether a request that ended in this error, before its answer was complete, may be sent again."""
    if not isinstance(error, httpx2.TransportError) or isinstance(error, _HOPELESS):
        return False
    if isinstance(error, _NEVER_SENT):
        return is_repeatable and not _is_about_certificates(error)
    return is_safe


def _is_about_certificates(error: BaseException) -> bool:
    """A certificate that is not trusted now will not be in a second."""
    cause: BaseException | None = error
    for _ in range(6):
        if cause is None:
            return False
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
