"""Credentials that are asked for at each call: what a function gives, or the token of an OAuth grant.

What is to be done is written once, as a generator of steps without I/O (`Rotating.steps`); `authorize` and
`errands.aauthorize` take the steps for the two kinds of client. A token is obtained by one call at a time: the others
wait and take what it got, be it a token or an error.
"""

from __future__ import annotations

import copy
import inspect
import threading
import time
from collections.abc import Callable, Generator
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import httpx2
import msgspec

from .auth import ApiKey, Applied, OAuth2, OpenIdConnect, SecurityScheme
from .deadline import Timeout
from .errors import ApiError, CredentialError, InvalidRequest, TimedOut, TokenError
from .grants import Grant
from .lazy import loading
from .logs import redact_queries
from .percent import percent_encode
from .plan import with_cookies
from .request import Request
from .secrets import Secret
from .servers import BaseUrl
from .session import tell_of_forks

if TYPE_CHECKING:
    from .calls import Call
    from .client import BaseClient
    from .errands import Errand
    from .preparing import OutgoingRequest
    from .sync_client import SyncClient


ErrorT = TypeVar("ErrorT", bound=ApiError)


class Send(msgspec.Struct, frozen=True):
    """A step: send this to another server than the API's. The answer, in a `Secret`: a `Response` or an `ApiError`."""

    request: Request[bytes]
    base: BaseUrl
    is_final: bool = False
    """Whether it can be sent only once, so that its answer must not be lost."""


class Wait(msgspec.Struct, frozen=True):
    """A step: wait for so many seconds."""

    seconds: float


class Ask(msgspec.Struct, frozen=True):
    """A step: call this function, which may be a coroutine function. The answer is what it gives, in a `Secret`."""

    function: Secret[Callable[[], Any]]
    is_final: bool = False
    """Whether it tells of something that must not be lost."""


Steps: TypeAlias = Generator[Send | Wait | Ask, Any, Applied]


class Rotating:
    """A credential that is asked for at each call. `held` is the one that was got last."""

    is_ambient = False
    is_interactive = False

    def __init__(self, scheme: SecurityScheme) -> None:
        self.scheme = scheme
        self.held: Applied | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {self.scheme.description}>"

    @property
    def query_names(self) -> frozenset[str]:
        """The query parameters that it goes in, percent-encoded."""
        scheme = self.scheme
        if isinstance(scheme, ApiKey) and scheme.where == "query":
            return frozenset((percent_encode(scheme.key),))
        return frozenset()

    def bind(self, client: BaseClient) -> None:
        """Take what is needed of the client that it belongs to. Raises `ConfigurationError`."""

    def usable(self, refused: Applied | None) -> Applied | None:
        """The credential that need not be asked for again; `refused` is one that the API did not take."""
        return None

    def may_renew(self, http: httpx2.Response, sent: Applied, started: float) -> bool:
        """Whether after this 401, of a call that began at `started`, there may be another credential than `sent`."""
        return True

    def steps(self) -> Steps:
        """What is to be done for another credential. Raises `TokenError` or `CredentialError`."""
        raise NotImplementedError


class Asked(Rotating):
    """What a function gives."""

    def __init__(self, scheme: SecurityScheme, function: Callable[[], Any]) -> None:
        super().__init__(scheme)
        # In a `Secret`, since the `repr` of a `functools.partial` shows its arguments.
        self._function = Secret(function)

    def steps(self) -> Steps:
        answer = yield Ask(self._function)
        if inspect.isawaitable(answer.reveal()):
            if inspect.iscoroutine(answer.reveal()):
                answer.reveal().close()
            raise CredentialError(
                f"the function for {self.scheme.description} is a coroutine function, "
                "which only an asynchronous client can call"
            )
        self.held = self.scheme.prepare(answer.reveal())
        return self.held


class Shared(Rotating):
    """What is obtained by one call at a time, and kept for the others."""

    def __init__(self, scheme: SecurityScheme) -> None:
        super().__init__(scheme)
        self.round = 0
        """How often something was obtained, or failed to be."""
        self.failure: TokenError | None = None
        self.forked()
        tell_of_forks(self)

    def forked(self) -> None:
        """Nobody obtains anything in a process that has just begun."""
        self.lock = threading.Lock()
        self.errand: Errand | None = None
        """That of an asynchronous client, see `errands`."""

    def settled(self, refused: Applied | None, since: int) -> Applied | None:
        """What another call has obtained since round `since`; None: it is up to this one. Raises its error."""
        found = self.usable(refused)
        if found is None and self.round != since and self.failure is not None:
            raise copy.copy(self.failure)
        return found


def rotating(scheme: SecurityScheme, credential: Any) -> Rotating | None:
    """The credential, if it is a function or a grant; raises `CredentialError` for a grant that cannot work."""
    if isinstance(credential, Grant) and isinstance(scheme, (OAuth2, OpenIdConnect)):
        with loading():
            from .oauth import Granted

        return Granted(scheme, credential)
    if callable(credential):
        return Asked(scheme, credential)
    return None


# --- taking the steps -----------------------------------------------------------------------------------


def authorize(call: Call[Any], *, http: httpx2.Response | None = None) -> bool:
    """Give a call of a `SyncClient` its credentials. After the 401 `http`: whether it has others now."""
    client: Any = call.client
    found = [_get(each, call, client, http) for each in call.rotating]
    return settle(call, found, is_renewal=http is not None)


def _get(each: Rotating, call: Call[Any], client: SyncClient, http: httpx2.Response | None) -> Applied:
    refused = refused_by(each, call, http)
    if isinstance(each, Shared):
        found = each.usable(refused)
        if found is not None:
            return found
        since, left = each.round, _left(each, call)
        if not each.lock.acquire(timeout=-1 if left is None else min(left, threading.TIMEOUT_MAX)):
            raise timed_out(call)
        try:
            return each.settled(refused, since) or _taken(each, call, client)
        finally:
            each.lock.release()
    return _taken(each, call, client)


def _taken(each: Rotating, call: Call[Any], client: SyncClient) -> Applied:
    """Take the steps, one after the other."""
    steps = each.steps()
    answer: Secret[Any] | None = None
    while True:
        step = next_step(steps, answer)
        match step:
            case Applied():
                return step
            case ApiError():
                raise step
            case Ask(function, _):
                answer = Secret(function.reveal()())
            case Wait(seconds):
                time.sleep(seconds)
            case Send(request, base, _):
                try:
                    answer = Secret(client._towards(base, time_left(each, call)).send(request))
                except ApiError as error:
                    if isinstance(error, TimedOut) and call.deadline.has_passed and not each.is_interactive:
                        # It is this call whose time is over: the others try for themselves.
                        raise timed_out(call) from None
                    answer = Secret(bare(error))


def next_step(steps: Steps, answer: Any) -> Send | Wait | Ask | Applied | ApiError:
    """The next step, or what they came to."""
    try:
        return steps.send(answer)
    except StopIteration as done:
        found: Applied = done.value
        return found
    except (CredentialError, TokenError) as error:
        return bare(error)


def bare(error: ErrorT) -> ErrorT:
    """The error alone: the frames that it came through hold secrets."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def time_left(each: Rotating, call: Call[Any]) -> Timeout:
    """The limits of what is sent to an authorization server: it ends with the call that needs it."""
    left = _left(each, call)
    total = min((limit for limit in (call.settings.timeout.total, left) if limit), default=None)
    return msgspec.structs.replace(call.settings.timeout, total=total)


def refused_by(each: Rotating, call: Call[Any], http: httpx2.Response | None) -> Applied | None:
    if http is None:
        return None
    return call.applied[call.rotating.index(each)]


def _left(each: Rotating, call: Call[Any]) -> float | None:
    """Seconds until the call must end; None: no limit, or one that does not count while a person is asked."""
    return None if each.is_interactive else call.deadline.cut(None)


def timed_out(call: Call[Any]) -> TimedOut:
    elapsed = timedelta(seconds=time.perf_counter() - call.started)
    return TimedOut("total", request=call.request, elapsed=elapsed, may_have_been_sent=False)


# --- what is sent ---------------------------------------------------------------------------------------


def settle(call: Call[Any], found: list[Applied], *, is_renewal: bool) -> bool:
    """Make the request of a call with these credentials; whether they differ from those that it had."""
    old, new = call.applied, tuple(found)
    call.is_renewed = is_renewal
    if is_renewal and [_texts(each) for each in old] == [_texts(each) for each in new]:
        return False
    call.applied = new
    redact_queries({name for each in new for name, _ in each.query})
    if any(each.is_interactive for each in call.rotating):
        call.restart_clock()
    call.first = call.outgoing = _with_credentials(call, new)
    call.redirects = 0
    return True


def _texts(applied: Applied) -> list[str]:
    return [secret.reveal() for secret in applied.secrets]


def _with_credentials(call: Call[Any], credentials: tuple[Applied, ...]) -> OutgoingRequest:
    """The request with these credentials: headers of the operation and of the options go before theirs."""
    old, request = call.bare, call.request
    own = {name.lower().encode() for name, _ in (*call.settings.headers, *request.headers)}
    fields = {field[0].lower(): field for field in old.headers.raw}
    url = str(old.url)
    for each in credentials:
        for name, value in each.headers:
            if (key := name.lower().encode()) not in own:
                fields[key] = name.encode(), value.reveal().encode()
        for name, value in each.cookies:
            fields[b"cookie"] = b"Cookie", with_cookies(fields, f"{name}={value.reveal()}")
        for name, value in each.query:
            url += f"{'&' if '?' in url else '?'}{name}={value.reveal()}"
    try:
        target = httpx2.URL(url)
    except httpx2.InvalidURL:
        target = None
    if target is None:
        label = request.operation.label
        raise InvalidRequest("the URL has more than 65,536 characters", operation=label)
    return type(old)(
        old.method,
        target,
        headers=list(fields.values()),
        stream=old.stream,
        extensions=old.extensions,
    )
