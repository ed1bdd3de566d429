"""`Call`: one call under way. It knows all but the waiting, so both kinds of client share it."""

from __future__ import annotations

import copy
import ssl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import httpx2

from .body_reading import is_stray_page
from .deadline import Deadline, DeadlinePassed
from .errors import ApiError, InvalidBody, ResponseError
from .events import RequestEvent, ResponseEvent, RetryEvent
from .headers import request_id
from .interpreting import failure, interpret
from .lazy import loading
from .logs import logger
from .percent import Unencodable
from .preparing import OutgoingRequest, prepare
from .receiving import Meter, is_bodiless
from .request import Request
from .response import Response
from .retries import may_pass, may_repeat
from .secrets import MASK, is_sensitive, masked_query

if TYPE_CHECKING:
    from .auth import Applied
    from .client import BaseClient
    from .rotation import Rotating

T = TypeVar("T")

NETWORK_ERRORS: Final = (
    httpx2.HTTPError,
    httpx2.StreamError,
    ssl.SSLError,  # what httpcore2 lets through of a TLS 1.3 connection that is refused late
    DeadlinePassed,
    Unencodable,
)
"""What ends a call on account of the network, the answer, or a body that is written while it is sent."""


class Call(Generic[T]):
    """One call: its request, when it must end, how often it was sent, the last answer's status.

    `was_sent`: whether it may have left by now. `bare` is its request without the credentials that are asked for at
    each call (`applied`, from `rotating`), `first` the one with them, `outgoing` what a redirect made of that.
    """

    __slots__ = (
        "applied",
        "attempt",
        "bare",
        "client",
        "deadline",
        "first",
        "has_strayed",
        "is_renewed",
        "outgoing",
        "redirects",
        "request",
        "rotating",
        "settings",
        "started",
        "status",
        "was_sent",
    )

    def __init__(self, client: BaseClient, request: Request[T]) -> None:
        self.started = time.perf_counter()
        self.client = client
        self.request = request
        self.settings = client._settings
        self.bare, self.deadline = prepare(client, request)
        self.first = self.bare
        self.rotating: tuple[Rotating, ...] = client._plan_for(request.operation).rotating
        self.applied: tuple[Applied, ...] = ()
        self.is_renewed = False
        self.outgoing: httpx2.Request = self.first
        self.redirects = 0
        self.has_strayed = False
        self.attempt = 1
        self.status: int | None = None
        self.was_sent = False

    def meter(self, http: httpx2.Response, most: int = sys.maxsize) -> Meter:
        """What counts the answer's body, of which `most` bytes are wanted at most."""
        limit = min(self.settings.max_response_bytes, most)
        return Meter(self.request, http, limit, self.deadline, self.redacted)

    def finish(self, http: httpx2.Response, raw: bytes) -> Response[T]:
        """The response of a success. Raises the error of any other."""
        return interpret(self, http, raw)

    def is_judged_whole(self, http: httpx2.Response) -> bool:
        """Whether an answer has to be read to be judged: an error, or HTML that the document does not have."""
        operation, status = self.request.operation, http.status_code
        return not operation.is_success(status) or (
            not is_bodiless(operation.method, status)
            and is_stray_page(operation.contents_of_success(status), http.headers.get("content-type"))
        )

    def unread(self, http: httpx2.Response, error: Exception) -> tuple[ApiError, Exception | None] | None:
        """Our error, and its cause, for a body that could not be read; None where the status is an error without it."""
        is_late = isinstance(error, (httpx2.TimeoutException, DeadlinePassed))
        if not is_late and not self.request.operation.is_success(http.status_code):
            return None
        return (error, None) if isinstance(error, ResponseError) else self.failure(error, http)

    def failure(self, error: Exception, http: httpx2.Response | None = None) -> tuple[ApiError, Exception | None]:
        """Our error for one of `NETWORK_ERRORS`, and its cause."""
        if isinstance(error, Unencodable):
            return InvalidBody(f"the body {error}", operation=self.request.operation.label), None
        return failure(self, error, http)

    def with_headers(self, headers: dict[str, str]) -> Call[T]:
        """The same call once more, with these headers in place of its own, and ending when this one does."""
        other: Call[T] = copy.copy(self)
        other.bare = _with(self.bare, headers)
        other.first = other.outgoing = _with(self.first, headers)
        other.applied = ()  # a credential that is asked for at each call may have changed since
        other.is_renewed = False
        other.attempt = 1
        other.redirects = 0
        other.has_strayed = False
        return other

    def follow(self, http: httpx2.Response) -> bool:
        """Whether an answer is a redirect that is followed; `outgoing` then leads there."""
        status = http.status_code
        if (
            not 300 <= status < 400
            or self.redirects >= self.settings.max_redirects
            or self.request.operation.is_success(status)
        ):
            return False
        with loading():
            from .redirects import following

        found = following(self, http)
        if found is None:
            return False
        self.outgoing, self.has_strayed = found
        self.redirects += 1
        return True

    @property
    def sending(self) -> dict[str, Any]:
        """How httpx2 sends it: away from home without the `auth` of an httpx2 client that was given, too."""
        sending = self.client._sending
        return sending | {"auth": None} if self.has_strayed else sending

    def may_renew(self, http: httpx2.Response) -> bool:
        """Whether a 401 may come from a credential that another one can replace; then it is asked for once."""
        if not self.rotating or self.is_renewed or self.has_strayed or http.status_code != 401:
            return False
        payload = self.request.payload
        return (payload is None or payload.is_repeatable) and any(
            each.may_renew(http, sent, self.started) for each, sent in zip(self.rotating, self.applied, strict=True)
        )

    def restart_clock(self) -> None:
        """Begin to count `timeout` anew: what came before was a person's time."""
        self.deadline = Deadline(self.settings.timeout.total)

    def begin_attempt(self) -> None:
        """Give the request that is sent now the time that is left. Raises `DeadlinePassed` where there is none."""
        self.deadline.check()
        self.outgoing.extensions["timeout"] = self.deadline.steps(self.settings.timeout)
        self.outgoing.extensions["deadline"] = self.deadline
        self.was_sent = True

    @contextmanager
    def shortened(self, http: httpx2.Response, seconds: float) -> Iterator[None]:
        """What is read of an answer meanwhile takes so many seconds at most."""
        with self.deadline.shortened(seconds):
            # The connections of somebody else look at these limits when they begin to read a body.
            http.request.extensions["timeout"].update(self.deadline.steps(self.settings.timeout))
            yield

    # --- sending again ----------------------------------------------------------------------------------

    def retry_of_error(self, error: Exception, failure: ApiError) -> RetryEvent | None:
        """What happens after an error, be it in the midst of an answer: another attempt, or None."""
        if self.attempt >= self.settings.retry.attempts:
            return None
        payload = self.request.payload
        is_repeatable = payload is None or payload.is_repeatable
        is_safe = may_repeat(self.request, self.outgoing)
        if not may_pass(error, is_safe=is_safe, is_repeatable=is_repeatable):
            return None
        reason = str(failure).removeprefix(f"{self.request.operation.label}: ")
        return self._again(None, reason, None)

    def retry_of_status(self, http: httpx2.Response) -> RetryEvent | None:
        """What happens after an answer that is no success: another attempt, or None."""
        retry, status = self.settings.retry, http.status_code
        if (
            self.attempt >= retry.attempts
            or status not in retry.statuses
            or not may_repeat(self.request, self.outgoing)
        ):
            return None
        return self._again(status, f"status {status}", http.headers)

    def _again(self, status: int | None, reason: str, headers: httpx2.Headers | None) -> RetryEvent | None:
        delay = self.settings.retry.delay(self.attempt, headers, self.deadline)
        if delay is None:
            return None
        label = self.request.operation.label
        logger.info("%s: attempt %d: %s; again in %.2f s", label, self.attempt, reason, delay)
        event = RetryEvent(operation=label, attempt=self.attempt, status=status, reason=reason, delay=delay)
        self.attempt += 1
        return event

    def redacted(self, text: str) -> str:
        """The text without any credential that the call was sent with, or may be."""
        request = self.request
        sent = [*request.headers, ("Cookie", request.cookie)]
        return self.client._redacted(text, self.applied, sent)

    # --- what hooks are told ----------------------------------------------------------------------------

    def request_event(self) -> RequestEvent:
        """What `on_request` is told."""
        return RequestEvent(
            operation=self.request.operation.label,
            method=self.request.method,
            url=self.shown_url,
            headers=self._shown_headers(),
            attempt=self.attempt,
            problems=self.request.problems,
        )

    def response_event(self, http: httpx2.Response) -> ResponseEvent:
        """What `on_response` is told."""
        return ResponseEvent(
            operation=self.request.operation.label,
            status=http.status_code,
            headers=_masked(http.headers, frozenset()),
            request_id=request_id(http.headers),
            elapsed=timedelta(seconds=time.perf_counter() - self.started),
            attempt=self.attempt,
        )

    @property
    def shown_url(self) -> str:
        """The URL, without credentials in its query."""
        url, question_mark, query = str(self.outgoing.url).partition("?")
        applied = (*self.client._applied, *self.applied)
        names = frozenset(name for each in applied for name, _ in each.query)
        return url + question_mark + masked_query(query, names)

    def _shown_headers(self) -> dict[str, str]:
        hidden = {name.lower() for name, _ in self.settings.headers}
        hidden |= {name.decode().lower() for name, _ in self.client._http_headers.reveal()}
        for applied in (*self.client._applied, *self.applied):
            hidden |= {name.lower() for name, _ in applied.headers}
        return _masked(self.outgoing.headers, frozenset(hidden))


def _with(old: OutgoingRequest, headers: dict[str, str]) -> OutgoingRequest:
    """The request with these headers in place of its own."""
    fields = {name.lower() for name in headers}
    raw = [field for field in old.headers.raw if field[0].decode().lower() not in fields]
    raw += [(name.encode(), value.encode()) for name, value in headers.items()]
    return type(old)(old.method, old.url, headers=raw, stream=old.stream, extensions=old.extensions)


def _masked(headers: httpx2.Headers, hidden: frozenset[str]) -> dict[str, str]:
    return {name: MASK if name in hidden or is_sensitive(name) else value for name, value in headers.items()}
