"""A call of an asynchronous client: sending, waiting, sending again. The same as in `sending`, awaited."""

from __future__ import annotations

import inspect
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final, TypeVar

import httpx2
from anyio import CancelScope, sleep

from .calls import NETWORK_ERRORS, Call
from .deadline import within
from .errors import ResponseError
from .lazy import loading
from .receiving import areceive, keep
from .telemetry import span, tracing

if TYPE_CHECKING:
    from .async_client import BaseAsyncClient
    from .async_streaming import AsyncStreamedResponse
    from .events import RetryEvent
    from .request import Request
    from .response import Response

_DRAINED: Final = 65_536
_DRAINED_IN: Final = 0.5
"""Bytes and seconds that the rest of an answer which nobody wants may take, before its connection is given up."""

T = TypeVar("T")


def load() -> None:
    """Let anyio import what it needs in the event loop that runs."""
    CancelScope()


async def send(client: BaseAsyncClient, request: Request[T]) -> Response[T]:
    """What `BaseAsyncClient.send` does."""
    call = Call(client, request)
    trace = tracing()
    if trace is None:
        return await _complete(client, call)
    with span(trace, call):
        return await _complete(client, call)


async def _complete(client: BaseAsyncClient, call: Call[T]) -> Response[T]:
    while True:
        response = await read(call, await answer_to(client, call))
        if response is not None:
            return response


@asynccontextmanager
async def stream(client: BaseAsyncClient, request: Request[T]) -> AsyncIterator[AsyncStreamedResponse[T]]:
    """What `BaseAsyncClient.stream` does."""
    with loading():
        from .async_streaming import AsyncStreamedResponse

    call = Call(client, request)
    trace = tracing()
    with span(trace, call) if trace is not None else nullcontext():
        http = await success_of(client, call)
        streamed = AsyncStreamedResponse(client, call, http)
        try:
            streamed.judge()
            yield streamed
        finally:
            await streamed.aclose()


async def success_of(client: BaseAsyncClient, call: Call[Any], also: int = 0) -> httpx2.Response:
    """The answer of a success, its body not read yet. Raises the error of any other status but `also`."""
    while True:
        http = await answer_to(client, call)
        if http.status_code == also or not call.is_judged_whole(http):
            return http
        if await read(call, http) is not None:
            return http  # a text that is called HTML: it has been read


async def read(call: Call[T], http: httpx2.Response) -> Response[T] | None:
    """The response of a success, read. Raises the error of any other answer.

    None: it broke off, nobody has seen any of it, and it is time to send the request again.
    """
    try:
        try:
            raw = await areceive(http, call.meter(http))
        finally:
            await http.aclose()
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
    await _wait(call, retry)
    return None


async def answer_to(client: BaseAsyncClient, call: Call[Any]) -> httpx2.Response:
    """The last answer of a call, its body not read yet. Raises `TransportError`."""
    client._session.get(_running_loop())  # raises before anything is asked or told
    settings = call.settings
    if call.rotating and not call.applied:
        with loading():
            from .errands import aauthorize

        await aauthorize(call)
    while True:
        session = client._session.get(_running_loop())  # it may have been closed meanwhile
        if settings.on_request is not None:
            await _told(settings.on_request(call.request_event()))
        failure = cause = retry = None
        try:
            call.begin_attempt()
            http = await within(call.deadline, session.send(call.outgoing, **call.sending))
        except NETWORK_ERRORS as error:
            failure, cause = call.failure(error)
            retry = call.retry_of_error(error, failure)
        except RuntimeError:
            client._session.get(_running_loop())  # raises `ClientClosed` where that has just happened
            raise
        else:
            call.status = http.status_code
            if settings.on_response is not None:
                try:
                    await _told(settings.on_response(call.response_event(http)))
                except BaseException:
                    await http.aclose()
                    raise
            if call.may_renew(http):
                with loading():
                    from .errands import aauthorize

                await _drain(http, call, sys.maxsize)
                if await aauthorize(call, http=http):
                    continue
                return http
            follows = call.follow(http)
            if http.status_code >= 400:
                retry = call.retry_of_status(http)
            if retry is None and not follows:
                return http
            await _drain(http, call)
            if follows:
                continue
        if retry is None:
            assert failure is not None
            raise failure from cause
        await _wait(call, retry)


async def _wait(call: Call[Any], retry: RetryEvent) -> None:
    """Wait until it is time for another attempt."""
    if call.settings.on_retry is not None:
        await _told(call.settings.on_retry(retry))
    await sleep(retry.delay)


async def _drain(http: httpx2.Response, call: Call[Any], most: int = _DRAINED) -> None:
    """Read the little that an answer still has to say and nobody wants, so that its connection can be used again."""
    try:
        with call.shortened(http, _DRAINED_IN):
            await areceive(http, call.meter(http, most))
    except (*NETWORK_ERRORS, ResponseError):
        keep(http, b"")
    finally:
        await http.aclose()


def _running_loop() -> object:
    """The event loop of asyncio; None under trio, which needs no such care, and where asyncio was never imported."""
    asyncio = sys.modules.get("asyncio")
    try:
        return asyncio and asyncio.get_running_loop()
    except RuntimeError:
        return None


async def _told(result: object) -> None:
    """Wait for a hook that is a coroutine function."""
    if inspect.isawaitable(result):
        await result
