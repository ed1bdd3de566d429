"""The asynchronous client, for asyncio and trio."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack, overload

import httpx2

from .client import BaseClient
from .connections import connections_of
from .credentials import prepared
from .errors import ClientClosed
from .lazy import loading
from .options import AsyncClientOptions
from .session import Session

if TYPE_CHECKING:
    from .api import Api
    from .async_streaming import AsyncStreamedResponse
    from .auth import SecurityScheme
    from .pagination import PagedRequest
    from .request import Request
    from .response import Response

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
        super().__init__(api, checked, options.get("http_client"), options, AsyncClientOptions)
        transport = options.get("transport")
        made = connections_of(options, self._ssl_context)

        def connect() -> httpx2.AsyncClient:
            if transport is not None:
                return httpx2.AsyncClient(transport=transport, trust_env=made.trust_env, timeout=None)
            with loading():
                from .transport import async_http_client

            return async_http_client(made)

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
        response: Response[T] = await _sending().send(self, request)
        return response

    @asynccontextmanager
    async def stream(self, request: Request[T]) -> AsyncIterator[AsyncStreamedResponse[T]]:
        """Send a request and read its success while it comes: `async with client.stream(request) as streamed:`.

        Raises what `send` does for any other answer. The connection is given up at the end of the block.
        """
        async with _sending().stream(self, request) as streamed:
            yield streamed

    async def pages(self, request: Request[T]) -> AsyncIterator[T]:
        """The bodies of all pages from this one on, each fetched when it is asked for.

        Raises what `send` does, `PaginationError` where the server leads to another origin or back to a page that was
        there already, and `TypeError` where the document says nothing of pages.
        """
        with loading():
            from .errors import NotFound
            from .pagination import Walk

        walk, current = Walk(request), request
        while True:
            try:
                response = await self.send(current)
            except NotFound:
                if not walk.is_guess:
                    raise
                return
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

    async def aclose(self) -> None:
        """Close the connections, also of `with_options` copies. A given `http_client` stays open.

        Raises `ClientClosed` where they belong to an event loop that has ended: nothing is left to close then.
        """
        client = self._session.close()
        try:
            if client is not None:
                await client.aclose()
        except RuntimeError as error:
            cause = error
        else:
            return
        raise ClientClosed(f"the connections cannot be closed here: {cause}") from cause

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()


@cache
def _sending() -> Any:
    """All that a call needs: imported at the first one, and kept, since an import statement takes time even then."""
    with loading():
        from . import async_sending

        async_sending.load()
    return async_sending
