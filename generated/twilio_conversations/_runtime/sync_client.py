"""The synchronous client."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
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
from .options import ClientOptions
from .receiving import receive
from .request import Request
from .response import Response
from .session import Session
from .telemetry import span, tracing

if TYPE_CHECKING:
    from .pagination import PagedRequest
    from .streaming import StreamedResponse

_DRAINED = 65_536

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
        super().__init__(api, checked, options.get("http_client"), options)
        transport = options.get("transport")
        made = connections_of(options, self._ssl_context)

        def connect() -> httpx2.Client:
            client = httpx2.Client(
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

    def call(self, request: Request[T]) -> T:
        """Send a request and return the body of its success; see `send` for what it raises."""
        return self.send(request).body

    def send(self, request: Request[T]) -> Response[T]:
        """Send a request and return its success with status, headers, drift and time.

        Raises `StatusError` for any other status, `ResponseError` for an answer that is no good,
        `TransportError` where none came (see `errors`). Redirects are followed only as `max_redirects` says;
        it is sent again only where that is safe, as the option `retry` says.
        """
        call = Call(self, request)
        trace = tracing()
        if trace is None:
            return self._send(call)
        with span(trace, call):
            return self._send(call)

    @contextmanager
    def stream(self, request: Request[T]) -> Iterator[StreamedResponse[T]]:
        """Send a request and read its success while it comes: `with client.stream(request) as streamed:`.

        Raises what `send` does for any other answer. The connection is given up at the end of the block.
        """
        from .streaming import StreamedResponse

        call = Call(self, request)
        trace = tracing()
        with span(trace, call) if trace is not None else nullcontext():
            http = self._open(call)
            if not request.operation.is_success(http.status_code):
                self._read(call, http)
            streamed = StreamedResponse(self, call, http)
            try:
                yield streamed
            finally:
                streamed.close()

    def pages(self, request: Request[T]) -> Iterator[T]:
        """The bodies of all pages from this one on, each fetched when it is asked for.

        Raises what `send` does, `PaginationError` where the server leads to another origin or back to a page that was
        there already, and `TypeError` where the document says nothing of pages.
        """
        from .pagination import Walk

        walk, current = Walk(request), request
        while True:
            response = self.send(current)
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

    def _send(self, call: Call[T]) -> Response[T]:
        return self._read(call, self._open(call))

    def _read(self, call: Call[T], http: httpx2.Response) -> Response[T]:
        try:
            try:
                raw = receive(http, call.meter(http))
            finally:
                http.close()
        except NETWORK_ERRORS as error:
            failure, cause = call.failure(error, http)
        else:
            return call.finish(http, raw)
        # Not in the handler: what the transport said must not become the context of an error without cause.
        raise failure from cause

    def _open(self, call: Call[Any]) -> httpx2.Response:
        """The last answer of a call, its body not read yet. Raises `TransportError`."""
        session = self._session.get()
        settings = call.settings
        if call.rotating:
            from .rotation import authorize

            authorize(call)
        while True:
            if settings.on_request is not None:
                settings.on_request(call.request_event())
            failure = cause = retry = None
            try:
                http = session.send(call.outgoing, **call.sending)
            except NETWORK_ERRORS as error:
                failure, cause = call.failure(error)
                retry = call.retry_of_error(error, failure)
            else:
                watch_surplus(http)
                call.status = http.status_code
                if settings.on_response is not None:
                    try:
                        settings.on_response(call.response_event(http))
                    except BaseException:
                        http.close()
                        raise
                if call.may_renew(http):
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
            if settings.on_retry is not None:
                settings.on_retry(retry)
            time.sleep(retry.delay)

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


def _drain(http: httpx2.Response, call: Call[Any], most: int = _DRAINED) -> None:
    """Read the little that an answer still has to say and nobody wants, so that its connection can be used again."""
    try:
        receive(http, call.meter(http, most))
    except (*NETWORK_ERRORS, ResponseError):
        pass
    finally:
        http.close()
