"""The synchronous client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack, overload

import httpx2

from .client import BaseClient
from .connections import connections_of
from .credentials import prepared
from .lazy import loading
from .options import ClientOptions
from .session import Session

if TYPE_CHECKING:
    from .api import Api
    from .auth import SecurityScheme
    from .pagination import PagedRequest
    from .request import Request
    from .response import Response
    from .streaming import StreamedResponse

T = TypeVar("T")
ItemT = TypeVar("ItemT")


class SyncClient(BaseClient):
    """Sends requests and waits for their answers. May be used by any number of threads.

    `credentials` leads from security schemes to credentials (None: not given). Connections are made at the
    first call and kept until `close()`, or the end of the `with` block.
    """

    def __init__(self, api: Api, credentials: Mapping[SecurityScheme, Any], **options: Unpack[ClientOptions]) -> None:
        checked = prepared(credentials, trust_env=options.get("trust_env", True))
        # A report that shows the variables of this frame must not show them.
        del credentials
        super().__init__(api, checked, options.get("http_client"), options, ClientOptions)
        transport = options.get("transport")
        made = connections_of(options, self._ssl_context)

        def connect() -> httpx2.Client:
            if transport is not None:
                return httpx2.Client(transport=transport, trust_env=made.trust_env, timeout=None)
            with loading():
                from .transport import http_client

            return http_client(made)

        given = options.get("http_client")
        self._session = Session(connect, given, is_borrowed=transport is not None)

    def call(self, request: Request[T]) -> T:
        """Send a request and return the body of its success; see `send` for what it raises."""
        return self.send(request).body

    def send(self, request: Request[T]) -> Response[T]:
        """Send a request and return its success with status, headers, drift and time.

        Raises `StatusError` for any other status, `ResponseError` for an answer that is no good,
        `TransportError` where none came (see `errors`). Redirects are followed only as `max_redirects` says;
        it is sent again only where that is safe, as the option `retry` says.
        """
        response: Response[T] = _sending().send(self, request)
        return response

    @contextmanager
    def stream(self, request: Request[T]) -> Iterator[StreamedResponse[T]]:
        """Send a request and read its success while it comes: `with client.stream(request) as streamed:`.

        Raises what `send` does for any other answer. The connection is given up at the end of the block.
        """
        with _sending().stream(self, request) as streamed:
            yield streamed

    def pages(self, request: Request[T]) -> Iterator[T]:
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
                response = self.send(current)
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
    def items(self, request: PagedRequest[Any, ItemT]) -> Iterator[ItemT]: ...
    @overload
    def items(self, request: Request[Any]) -> Iterator[Any]: ...
    def items(self, request: Request[Any]) -> Iterator[Any]:
        """The items of all pages from this one on; see `pages`."""
        rule = request.operation.pagination
        for body in self.pages(request):
            yield from () if rule is None else rule.items_of(body)

    def close(self) -> None:
        """Close the connections, also of `with_options` copies. A given `http_client` stays open."""
        client = self._session.close()
        if client is not None:
            client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@cache
def _sending() -> Any:
    """All that a call needs: imported at the first one, and kept, since an import statement takes time even then."""
    with loading():
        from . import sending
    return sending
