"""A call of a synchronous client: sending, waiting, sending again."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final, TypeVar

import httpx2

from .calls import NETWORK_ERRORS, Call
from .errors import ResponseError
from .lazy import loading
from .receiving import keep, receive
from .telemetry import span, tracing

if TYPE_CHECKING:
    from .events import RetryEvent
    from .request import Request
    from .response import Response
    from .streaming import StreamedResponse
    from .sync_client import SyncClient

_DRAINED: Final = 65_536
_DRAINED_IN: Final = 0.5
"""Bytes and seconds that the rest of an answer which nobody wants may take, before its connection is given up."""

T = TypeVar("T")


def send(client: SyncClient, request: Request[T]) -> Response[T]:
    """What `SyncClient.send` does."""
    call = Call(client, request)
    trace = tracing()
    if trace is None:
        return _complete(client, call)
    with span(trace, call):
        return _complete(client, call)


def _complete(client: SyncClient, call: Call[T]) -> Response[T]:
    while True:
        response = read(call, answer_to(client, call))
        if response is not None:
            return response


@contextmanager
def stream(client: SyncClient, request: Request[T]) -> Iterator[StreamedResponse[T]]:
    """What `SyncClient.stream` does."""
    with loading():
        from .streaming import StreamedResponse

    call = Call(client, request)
    trace = tracing()
    with span(trace, call) if trace is not None else nullcontext():
        http = success_of(client, call)
        streamed = StreamedResponse(client, call, http)
        try:
            streamed.judge()
            yield streamed
        finally:
            streamed.close()


def success_of(client: SyncClient, call: Call[Any], also: int = 0) -> httpx2.Response:
    """The answer of a success, its body not read yet. Raises the error of any other status but `also`."""
    while True:
        http = answer_to(client, call)
        if http.status_code == also or not call.is_judged_whole(http):
            return http
        if read(call, http) is not None:
            return http  # a text that is called HTML: it has been read


def read(call: Call[T], http: httpx2.Response) -> Response[T] | None:
    """The response of a success, read. Raises the error of any other answer.

    None: it broke off, nobody has seen any of it, and it is time to send the request again.
    """
    try:
        try:
            raw = receive(http, call.meter(http))
        finally:
            http.close()
    except (*NETWORK_ERRORS, ResponseError) as error:
        ending = call.unread(http, error)
        retry = None if ending is None else call.retry_of_error(error, ending[0])
    else:
        return call.finish(http, raw)
    if ending is None:
        return call.finish(http, b"")
    if retry is None:
        # Not in the handler: what the transport said must not become the context of an error without cause.
        failure, cause = ending
        raise failure from cause
    _wait(call, retry)
    return None


def answer_to(client: SyncClient, call: Call[Any]) -> httpx2.Response:
    """The last answer of a call, its body not read yet. Raises `TransportError`."""
    client._session.get()  # raises before anything is asked or told
    settings = call.settings
    if call.rotating and not call.applied:
        with loading():
            from .rotation import authorize

        authorize(call)
    while True:
        session = client._session.get()  # it may have been closed meanwhile
        if settings.on_request is not None:
            settings.on_request(call.request_event())
        failure = cause = retry = None
        try:
            call.begin_attempt()
            http = session.send(call.outgoing, **call.sending)
        except NETWORK_ERRORS as error:
            failure, cause = call.failure(error)
            retry = call.retry_of_error(error, failure)
        except RuntimeError:
            client._session.get()  # raises `ClientClosed` where that has just happened
            raise
        else:
            call.status = http.status_code
            if settings.on_response is not None:
                try:
                    settings.on_response(call.response_event(http))
                except BaseException:
                    http.close()
                    raise
            if call.may_renew(http):
                with loading():
                    from .rotation import authorize

                _drain(http, call, sys.maxsize)
                if authorize(call, http=http):
                    continue
                return http
            follows = call.follow(http)
            if http.status_code >= 400:
                retry = call.retry_of_status(http)
            if retry is None and not follows:
                return http
            _drain(http, call)
            if follows:
                continue
        if retry is None:
            assert failure is not None
            raise failure from cause
        _wait(call, retry)


def _wait(call: Call[Any], retry: RetryEvent) -> None:
    """Wait until it is time for another attempt."""
    if call.settings.on_retry is not None:
        call.settings.on_retry(retry)
    time.sleep(retry.delay)


def _drain(http: httpx2.Response, call: Call[Any], most: int = _DRAINED) -> None:
    """Read the little that an answer still has to say and nobody wants, so that its connection can be used again."""
    try:
        with call.shortened(http, _DRAINED_IN):
            receive(http, call.meter(http, most))
    except (*NETWORK_ERRORS, ResponseError):
        keep(http, b"")
    finally:
        http.close()
