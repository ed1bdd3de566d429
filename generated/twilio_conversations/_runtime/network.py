"""Network streams for httpcore2 whose every wait ends with the call that has the connection.

They are put under a pool by its public hook, `network_backend`. A connection belongs to one call at a time
(`transport`), so its streams can ask that call's deadline; they also count what comes, see `framing`.

One wait cannot be ended: that of a synchronous call for the name of a host to be resolved (`socket.getaddrinfo`).
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

import httpcore2

from .deadline import Deadline
from .framing import Ending

if TYPE_CHECKING:
    import ssl

_PIECE: Final = 16_384
_MOST_OF_A_HEAD: Final = 262_144


class Usage:
    """What the call that has a connection wants of its streams, and what they received for it."""

    def __init__(self) -> None:
        self.deadline: Deadline | None = None
        self._head: bytes | None = b""
        """What came since something was sent; None: it does not matter, or is too much to keep."""
        self._ending: Ending | None = None

    def cut(self, limit: float | None, late: type[Exception]) -> float | None:
        """The limit of a step, or what the call has left. Raises `late` where that is nothing."""
        if self.deadline is None:
            return limit
        if self.deadline.has_passed:
            # Where something is always there to be read no limit is ever reached: interim answers without end, say.
            raise late("the call has taken too long")
        return self.deadline.cut(limit)

    def sent(self) -> None:
        """Something was sent: the answer is what comes after it."""
        self._head = b""

    def came(self, data: bytes) -> None:
        """Something was received."""
        if self._ending is not None:
            self._ending.feed(data)
        elif self._head is not None:
            self._head += data
            if len(self._head) > _MOST_OF_A_HEAD:
                self._head = None

    def answered(self, request: httpcore2.Request, response: httpcore2.Response) -> None:
        """The head of the answer has come."""
        if response.extensions.get("http_version") != b"HTTP/2":
            self._ending = Ending(request.method, response.status, response.headers, self._head or b"")

    def finish(self) -> bool:
        """The answer has been read; whether the connection may be used again."""
        ending, self._ending, self.deadline = self._ending, None, None
        return ending is None or ending.is_exact


USAGE: ContextVar[Usage] = ContextVar("USAGE")
"""That of the connection which is being made."""


class Stream(httpcore2.NetworkStream):
    """A stream of a synchronous connection. `is_plain`: it writes to a socket itself, be it one of TLS."""

    def __init__(self, stream: httpcore2.NetworkStream, usage: Usage, *, is_plain: bool = True) -> None:
        self._stream = stream
        self._usage = usage
        self._is_plain = is_plain

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._usage.cut(timeout, httpcore2.ReadTimeout))
        self._usage.came(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._usage.sent()
        raw = self._stream.get_extra_info("socket") if self._is_plain else None
        view = memoryview(buffer)
        while view:
            limit = self._usage.cut(timeout, httpcore2.WriteTimeout)
            if raw is None:
                self._stream.write(bytes(view[:_PIECE]), limit)
                view = view[_PIECE:]
            else:
                # Not by the stream, which would begin to wait anew each time that the socket takes a little.
                view = view[_send(raw, view, limit) :]

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        is_plain = self.get_extra_info("ssl_object") is None
        limit = self._usage.cut(timeout, httpcore2.ConnectTimeout)
        return Stream(self._stream.start_tls(ssl_context, server_hostname, limit), self._usage, is_plain=is_plain)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _send(raw: socket.socket, view: memoryview, limit: float | None) -> int:
    try:
        raw.settimeout(limit)
        return raw.send(view)
    except TimeoutError as error:
        raise httpcore2.WriteTimeout(str(error)) from error
    except OSError as error:
        raise httpcore2.WriteError(str(error)) from error


class Backend(httpcore2.NetworkBackend):
    """Makes the connections of a synchronous pool."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> Stream:
        usage = USAGE.get()
        failure: Exception | None = None
        # One after the other ourselves: `socket.create_connection` would give each address the whole time.
        for address in _addresses(host, port):
            limit = usage.cut(timeout, httpcore2.ConnectTimeout)
            try:
                return Stream(self._backend.connect_tcp(address, port, limit, local_address, socket_options), usage)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"{host} has no address")


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class AsyncStream(httpcore2.AsyncNetworkStream):
    """A stream of an asynchronous connection."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream, usage: Usage) -> None:
        self._stream = stream
        self._usage = usage

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self._stream.read(max_bytes, self._usage.cut(timeout, httpcore2.ReadTimeout))
        self._usage.came(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._usage.sent()
        await self._stream.write(buffer, self._usage.cut(timeout, httpcore2.WriteTimeout))

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> AsyncStream:
        limit = self._usage.cut(timeout, httpcore2.ConnectTimeout)
        return AsyncStream(await self._stream.start_tls(ssl_context, server_hostname, limit), self._usage)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class AsyncBackend(httpcore2.AsyncNetworkBackend):
    """Makes the connections of an asynchronous pool."""

    def __init__(self, backend: httpcore2.AsyncNetworkBackend) -> None:
        self._backend = backend

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> AsyncStream:
        usage = USAGE.get()
        limit = usage.cut(timeout, httpcore2.ConnectTimeout)
        return AsyncStream(await self._backend.connect_tcp(host, port, limit, local_address, socket_options), usage)
