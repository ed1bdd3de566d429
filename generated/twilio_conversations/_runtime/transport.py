"""The connections of our own clients: one call has each at a time, and gives it back only as good as new.

Over HTTP/2 one connection could carry many calls. But what waits on it is shared: a limit of one call, or its being
cancelled while it reads or writes for all of them, would end its neighbours. So here too a connection has one call at
a time, and one that was broken off is closed.

All of httpcore2 that is used is public: a pool's `create_connection` and `network_backend`.
"""

from __future__ import annotations

import encodings.idna  # noqa: F401 (`socket` imports it at the first name of a host)
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import httpcore2
import httpx2
from anyio import CancelScope

from .network import USAGE, AsyncBackend, Backend, Usage
from .proxies import mounts_of

if TYPE_CHECKING:
    from .connections import Connections
    from .deadline import Deadline

_ERRORS: Final[dict[type[Exception], type[httpx2.TransportError]]] = {
    getattr(httpcore2, kind.__name__): kind
    for kind in (
        httpx2.ConnectError,
        httpx2.ConnectTimeout,
        httpx2.LocalProtocolError,
        httpx2.NetworkError,
        httpx2.PoolTimeout,
        httpx2.ProtocolError,
        httpx2.ProxyError,
        httpx2.ReadError,
        httpx2.ReadTimeout,
        httpx2.RemoteProtocolError,
        httpx2.TimeoutException,
        httpx2.UnsupportedProtocol,
        httpx2.WriteError,
        httpx2.WriteTimeout,
    )
}


class _Unavailable(Exception):
    """A connection could not be used after all. The pool would wait for another one for as long as before."""


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of httpcore2 as those of httpx2."""
    try:
        yield
    except Exception as error:
        kind = next((_ERRORS[each] for each in type(error).__mro__ if each in _ERRORS), None)
        if kind is None:
            raise
        raise kind(str(error)) from error


def _request(request: httpx2.Request) -> httpcore2.Request:
    """The request as httpcore2 takes it. It waits for a connection no longer than the call has left."""
    url, extensions = request.url, dict(request.extensions)
    deadline: Deadline | None = extensions.get("deadline")
    if deadline is not None:
        if deadline.has_passed:
            raise httpcore2.PoolTimeout("the call has taken too long")
        timeouts = extensions.get("timeout", {})
        extensions["timeout"] = timeouts | {"pool": deadline.cut(timeouts.get("pool"))}
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    stream: Any = request.stream
    return httpcore2.Request(
        method=request.method,
        url=target,
        headers=request.headers.raw,
        content=stream,
        extensions=extensions,
    )


def _pool_options(made: Connections, context: ssl.SSLContext, proxy: httpx2.Proxy | None) -> dict[str, Any]:
    limits = made.limits
    options: dict[str, Any] = {
        "ssl_context": context,
        "max_connections": limits.max_connections,
        "max_keepalive_connections": limits.max_keepalive_connections,
        "keepalive_expiry": limits.keepalive_expiry,
        "http2": made.http2,
    }
    if proxy is not None:
        url = proxy.url
        options["proxy"] = httpcore2.Proxy(
            httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            auth=proxy.raw_auth,
            headers=proxy.headers.raw,
            ssl_context=proxy.ssl_context,
        )
    return options


class _State:
    """What both kinds of connection are to a pool: taken, or idle. Never shared."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.usage = Usage()
        self._is_spoilt = False

    def begin(self, request: httpcore2.Request) -> None:
        """A call takes the connection."""
        self.usage.deadline = request.extensions.get("deadline")

    def spoil(self) -> bool:
        """Nobody may have the connection any more; whether it is still to be closed."""
        was_closed = self.is_closed()
        self._is_spoilt = True
        return not was_closed

    def can_handle_request(self, origin: httpcore2.Origin) -> bool:
        found: bool = self.inner.can_handle_request(origin)
        return found

    def can_multiplex(self) -> bool:
        return False

    def is_connected(self) -> bool:
        return bool(self.inner.is_connected())

    def is_available(self) -> bool:
        return not self._is_spoilt and bool(self.inner.is_idle() and self.inner.is_available())

    def is_idle(self) -> bool:
        return bool(self.inner.is_idle())

    def is_closed(self) -> bool:
        return self._is_spoilt or bool(self.inner.is_closed())

    def has_expired(self) -> bool:
        return bool(self.inner.has_expired())

    def info(self) -> str:
        return str(self.inner.info())


def _clients(made: Connections, transport: Callable[[ssl.SSLContext, httpx2.Proxy | None], Any]) -> dict[str, Any]:
    """The arguments of an httpx2 client whose connections are ours."""
    context = httpx2.create_ssl_context(verify=made.verify, trust_env=made.trust_env)
    mounts: dict[str, Any] = {}
    if made.trust_env and made.proxy is None:
        mounts = mounts_of(partial(transport, context))
    return {"transport": transport(context, made.proxy), "mounts": mounts}


def http_client(made: Connections) -> httpx2.Client:
    """The httpx2 client of a synchronous client."""
    return httpx2.Client(trust_env=made.trust_env, timeout=None, **_clients(made, partial(Transport, made)))


def async_http_client(made: Connections) -> httpx2.AsyncClient:
    """That of an asynchronous client."""
    return httpx2.AsyncClient(trust_env=made.trust_env, timeout=None, **_clients(made, partial(AsyncTransport, made)))


# --- synchronous ----------------------------------------------------------------------------------------


class _Connection(_State, httpcore2.ConnectionInterface):
    def handle_request(self, request: httpcore2.Request) -> httpcore2.Response:
        self.begin(request)
        making = USAGE.set(self.usage)
        try:
            response = self.inner.handle_request(request)
        except httpcore2.ConnectionNotAvailable:
            raise _Unavailable from None
        except BaseException:
            self.close()
            raise
        finally:
            USAGE.reset(making)
        self.usage.answered(request, response)
        response.stream = _Body(self, response.stream)
        found: httpcore2.Response = response
        return found

    def close(self) -> None:
        if self.spoil():
            self.inner.close()


class _Body:
    """The body of an answer: the connection is good for another only if it was read to its end."""

    def __init__(self, connection: _Connection, stream: Any) -> None:
        self._connection = connection
        self._stream = stream
        self._is_whole = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream
        self._is_whole = True

    def close(self) -> None:
        is_good = self._connection.usage.finish() and self._is_whole
        if not is_good:
            self._connection.close()
        self._stream.close()


class _Pool(httpcore2.ConnectionPool):
    def create_connection(self, origin: httpcore2.Origin) -> httpcore2.ConnectionInterface:
        return _Connection(super().create_connection(origin))


class Transport(httpx2.BaseTransport):
    """Sends the requests of a synchronous client, through a proxy or not."""

    def __init__(self, made: Connections, context: ssl.SSLContext, proxy: httpx2.Proxy | None) -> None:
        backend = Backend(httpcore2.SyncBackend())
        self._pool = _Pool(network_backend=backend, **_pool_options(made, context, proxy))

    @property
    def connections(self) -> list[httpcore2.ConnectionInterface]:
        """Those that there are now."""
        return self._pool.connections

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        with _translated():
            while True:
                try:
                    response = self._pool.handle_request(_request(request))
                    break
                except _Unavailable:
                    continue
        stream = _TranslatedStream(response.stream)
        return httpx2.Response(response.status, headers=response.headers, stream=stream, extensions=response.extensions)

    def close(self) -> None:
        with _translated():
            self._pool.close()


class _TranslatedStream(httpx2.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._stream

    def close(self) -> None:
        self._stream.close()


# --- asynchronous ---------------------------------------------------------------------------------------


class _AsyncConnection(_State, httpcore2.AsyncConnectionInterface):
    async def handle_async_request(self, request: httpcore2.Request) -> httpcore2.Response:
        self.begin(request)
        making = USAGE.set(self.usage)
        try:
            response = await self.inner.handle_async_request(request)
        except httpcore2.ConnectionNotAvailable:
            raise _Unavailable from None
        except BaseException:
            await self.aclose()
            raise
        finally:
            USAGE.reset(making)
        self.usage.answered(request, response)
        response.stream = _AsyncBody(self, response.stream)
        found: httpcore2.Response = response
        return found

    async def aclose(self) -> None:
        if self.spoil():
            with CancelScope(shield=True):
                await self.inner.aclose()


class _AsyncBody:
    def __init__(self, connection: _AsyncConnection, stream: Any) -> None:
        self._connection = connection
        self._stream = stream
        self._is_whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async with aclosing(aiter(self._stream)) as pieces:
            async for piece in pieces:
                yield piece
        self._is_whole = True

    async def aclose(self) -> None:
        is_good = self._connection.usage.finish() and self._is_whole
        if not is_good:
            await self._connection.aclose()
        await self._stream.aclose()


class _AsyncPool(httpcore2.AsyncConnectionPool):
    def create_connection(self, origin: httpcore2.Origin) -> httpcore2.AsyncConnectionInterface:
        return _AsyncConnection(super().create_connection(origin))


class AsyncTransport(httpx2.AsyncBaseTransport):
    """The same for an asynchronous client, under asyncio and trio."""

    def __init__(self, made: Connections, context: ssl.SSLContext, proxy: httpx2.Proxy | None) -> None:
        # For a type checker it may be the class that stands there without anyio; httpx2 depends on anyio.
        anyio_backend: Any = httpcore2.AnyIOBackend()
        backend = AsyncBackend(anyio_backend)
        self._pool = _AsyncPool(network_backend=backend, **_pool_options(made, context, proxy))

    @property
    def connections(self) -> list[httpcore2.AsyncConnectionInterface]:
        """Those that there are now."""
        return self._pool.connections

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        with _translated():
            while True:
                try:
                    response = await self._pool.handle_async_request(_request(request))
                    break
                except _Unavailable:
                    continue
        stream = _AsyncTranslatedStream(response.stream)
        return httpx2.Response(response.status, headers=response.headers, stream=stream, extensions=response.extensions)

    async def aclose(self) -> None:
        with _translated():
            await self._pool.aclose()


class _AsyncTranslatedStream(httpx2.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _translated():
            async with aclosing(aiter(self._stream)) as pieces:
                async for piece in pieces:
                    yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()
