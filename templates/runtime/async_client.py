"""The asynchronous client, for asyncio and trio."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx2

from .auth import SecurityScheme, prepared
from .client import BaseClient
from .deadline import bound_streams
from .operation import Api
from .options import AsyncClientOptions
from .receiving import DeadlinePassed, areceive
from .request import Request
from .response import Response
from .session import Session

T = TypeVar("T")


class BaseAsyncClient(BaseClient):
    """Sends requests and awaits their answers. May be used by any number of tasks of one event loop.

    `credentials` leads from security schemes to credentials (None: not given). Connections are made at the
    first call and kept until `aclose()`, or the end of the `async with` block.
    """

    def __init__(
        self, api: Api, credentials: Mapping[SecurityScheme, Any], **options: Unpack[AsyncClientOptions]
    ) -> None:
        checked = prepared(credentials)
        # A report that shows the variables of this frame must not show them.
        del credentials
        super().__init__(api, checked, options.get("http_client"), options)
        transport = options.get("transport")
        settings, context = self._settings, self._ssl_context

        def connect() -> httpx2.AsyncClient:
            client = httpx2.AsyncClient(
                transport=transport, verify=context or True, trust_env=settings.trust_env, timeout=None
            )
            bound_streams(client)
            return client

        self._session = Session(connect, options.get("http_client"))

    async def call(self, request: Request[T]) -> T:
        """Send a request and return the body of its success; see `send` for what it raises."""
        return (await self.send(request)).body

    async def send(self, request: Request[T]) -> Response[T]:
        """Send a request and return its success with status, headers, drift and time.

        Raises `StatusError` for any other status, `ResponseError` for an answer that is no good,
        `TransportError` where none came (see `errors`). Redirects are not followed; nothing is sent twice.
        """
        started = time.perf_counter()
        session = self._session.get()
        outgoing, deadline = self._prepare(request)
        http = None
        try:
            http = await session.send(outgoing, stream=True, follow_redirects=False)
            try:
                raw = await areceive(http, self._meter(request, http, deadline))
            finally:
                await http.aclose()
        except (httpx2.HTTPError, httpx2.StreamError, DeadlinePassed) as error:
            failure, cause = self._failure(request, http, error, deadline, started)
        else:
            return self._interpret(request, http, raw, started)
        # Not in the handler: what the transport said must not become the context of an error without cause.
        raise failure from cause

    async def aclose(self) -> None:
        """Close the connections, also of `with_options` copies. A given `http_client` stays open."""
        client = self._session.close()
        if client is not None:
            await client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
