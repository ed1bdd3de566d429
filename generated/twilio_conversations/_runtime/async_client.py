"""The asynchronous client, for asyncio and trio."""

from __future__ import annotations

import inspect
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack, overload

import httpx2

from .auth import SecurityScheme
from .calls import NETWORK_ERRORS, Call
from .client import BaseClient
from .connections import connections_of
from .credentials import prepared
from .deadline import bound_streams, watch_surplus
from .errors import ResponseError
from .operation import Api
from .options import AsyncClientOptions
from .receiving import areceive
from .request import Request
from .response import Response
from .session import Session
from .telemetry import span, tracing

if TYPE_CHECKING:
    from .async_streaming import AsyncStreamedResponse
    from .pagination import PagedRequest

_DRAINED = 65_536

T = TypeVar("T")
ItemT = TypeVar("ItemT")


class BaseAsyncClient(BaseClient):
    """Sends requests and awaits their answers. May be used by any number of tasks of one event loop.

    `credentials` leads from security schemes to credentials (None: not given). Connections are made at the
    first call and kept until `aclose()`, or the end of the `async with` block.
    """

    def __init__(
        self,
        api: Api,
        credentials: Mapping[SecurityScheme, Any],
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        checked = prepared(credentials, trust_env=options.get("trust_env", True))
        # A report that shows the variables of this frame must not show them.
        del credentials
        super().__init__(api, checked, options.get("http_client"), options)
        transport = options.get("transport")
        made = connections_of(options, self._ssl_context)

        def connect() -> httpx2.AsyncClient:
            client = httpx2.AsyncClient(
                transport=transport,
                verify=made.verify,
                trust_env=made.trust_env,
                limits=made.limits,
                http2=made.http2,
                proxy=made.proxy,
                timeout=None,
            )
            bound_streams(client)
            return client

        given = options.get("http_client")
        self._session = Session(connect, given, is_borrowed=transport is not None)

    async def call(self, request: Request[T]) -> T:
        """Send a request and return the body of its success; see `send` for what it raises."""
        return (await self.send(request)).body

    async def send(self, request: Request[T]) -> Response[T]:
        """Send a request and return its success with status, headers, drift and time.

        Raises `StatusError` for any other status, `ResponseError` for an answer that is no good,
        `TransportError` where none came (see `errors`). Redirects are followed only as `max_redirects` says;
        it is sent again only where that is safe, as the option `retry` says.
        """
        call = Call(self, request)
        trace = tracing()
        if trace is None:
            return await self._send(call)
        with span(trace, call):
            return await self._send(call)

    @asynccontextmanager
    async def stream(self, request: Request[T]) -> AsyncIterator[AsyncStreamedResponse[T]]:
        """Send a request and read its success while it comes: `async with client.stream(request) as streamed:`.

        Raises what `send` does for any other answer. The connection is given up at the end of the block.
        """
        from .async_streaming import AsyncStreamedResponse

        call = Call(self, request)
        trace = tracing()
        with span(trace, call) if trace is not None else nullcontext():
            http = await self._open(call)
            if not request.operation.is_success(http.status_code):
                await self._read(call, http)
            streamed = AsyncStreamedResponse(self, call, http)
            try:
                yield streamed
            finally:
                await streamed.aclose()

    async def pages(self, request: Request[T]) -> AsyncIterator[T]:
        """The bodies of all pages from this one on, each fetched when it is asked for.

        Raises what `send` does, `PaginationError` where the server leads to another origin or back to a page that was
        there already, and `TypeError` where the document says nothing of pages.
        """
        from .pagination import Walk

        walk, current = Walk(request), request
        while True:
            response = await self.send(current)
            yield response.body
            following = walk.after(current, response, self._plan_for(request.operation))
            if following is None:
                return
            current = following

    @overload
    def items(self, request: PagedRequest[Any, ItemT]) -> AsyncIterator[ItemT]: ...
    @overload
    def items(self, request: Request[Any]) -> AsyncIterator[Any]: ...
    async def items(self, request: Request[Any]) -> AsyncIterator[Any]:
        """The items of all pages from this one on; see `pages`."""
        rule = request.operation.pagination
        async for body in self.pages(request):
            for item in () if rule is None else rule.items_of(body):
                yield item

    async def _send(self, call: Call[T]) -> Response[T]:
        return await self._read(call, await self._open(call))

    async def _read(self, call: Call[T], http: httpx2.Response) -> Response[T]:
        try:
            try:
                raw = await areceive(http, call.meter(http))
            finally:
                await http.aclose()
        except NETWORK_ERRORS as error:
            failure, cause = call.failure(error, http)
        else:
            return call.finish(http, raw)
        # Not in the handler: what the transport said must not become the context of an error without cause.
        raise failure from cause

    async def _open(self, call: Call[Any]) -> httpx2.Response:
        """The last answer of a call, its body not read yet. Raises `TransportError`."""
        session = self._session.get(_running_loop())
        settings = call.settings
        if call.rotating:
            from .rotation import aauthorize

            await aauthorize(call)
        while True:
            if settings.on_request is not None:
                await _told(settings.on_request(call.request_event()))
            failure = cause = retry = None
            try:
                http = await session.send(call.outgoing, **call.sending)
            except NETWORK_ERRORS as error:
                failure, cause = call.failure(error)
                retry = call.retry_of_error(error, failure)
            else:
                watch_surplus(http)
                call.status = http.status_code
                if settings.on_response is not None:
                    try:
                        await _told(settings.on_response(call.response_event(http)))
                    except BaseException:
                        await http.aclose()
                        raise
                if call.may_renew(http):
                    from .rotation import aauthorize

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
            if settings.on_retry is not None:
                await _told(settings.on_retry(retry))
            # Not imported before it is needed, like httpx2 does.
            from anyio import sleep

            await sleep(retry.delay)

    async def aclose(self) -> None:
        """Close the connections, also of `with_options` copies. A given `http_client` stays open."""
        client = self._session.close()
        if client is not None:
            await client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()


async def _drain(http: httpx2.Response, call: Call[Any], most: int = _DRAINED) -> None:
    """Read the little that an answer still has to say and nobody wants, so that its connection can be used again."""
    try:
        await areceive(http, call.meter(http, most))
    except (*NETWORK_ERRORS, ResponseError):
        pass
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
