"""A network under our own connections on which time is that of a `Clock`: each connection follows a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import anyio
import httpcore2
import pytest

from tests.runtime.wire.clock import Clock

Step: TypeAlias = bytes | float
"""What the server sends at once, or the seconds that it waits first. Behind the last step it hangs up."""

NEVER = 1e6
URL = "http://127.0.0.1:9"


def answer(body: bytes = b'{"id":1,"name":"rex"}', *, status: str = "200 OK", headers: str = "") -> bytes:
    """A whole answer of HTTP/1.1."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def dripping(data: bytes, pace: float) -> Iterator[Step]:
    """One byte at a time."""
    for byte in data:
        yield bytes([byte])
        yield pace


class Network:
    """`scripts` are those of one connection after the other; `sent` is what came over each.

    `connects_after` and `takes` are the seconds that it takes to connect, and to send a piece.
    """

    def __init__(
        self,
        patch: pytest.MonkeyPatch,
        clock: Clock,
        *scripts: Iterator[Step] | list[Step],
        connects_after: float = 0,
        takes: float = 0,
    ) -> None:
        self.clock = clock
        self.scripts = list(scripts)
        self.connects_after = connects_after
        self.takes = takes
        self.sent: list[bytes] = []
        patch.setattr("httpcore2.SyncBackend", lambda: _Backend(self))
        patch.setattr("httpcore2.AnyIOBackend", lambda: _AsyncBackend(self))

    def connection(self) -> _Connection:
        self.sent.append(b"")
        return _Connection(self, len(self.sent) - 1, iter(self.scripts.pop(0)))


class _Connection:
    """One connection. Its waits are given as pairs: the seconds, and what it means where they are too many."""

    def __init__(self, network: Network, index: int, script: Iterator[Step]) -> None:
        self.network = network
        self._index = index
        self._script = script
        self._next: Step | None = next(script, None)

    def wait(self, timeout: float | None) -> float | None:
        """The seconds to wait before something can be read; None: it can be."""
        if not isinstance(self._next, (int, float)):
            return None
        waited = self._next if timeout is None else min(self._next, timeout)
        self._next = self._next - waited if waited < self._next else next(self._script, None)
        return waited

    @property
    def is_ready(self) -> bool:
        return not isinstance(self._next, (int, float))

    def read(self, most: int) -> bytes:
        found = self._next or b""
        assert isinstance(found, bytes)
        self._next = found[most:] or next(self._script, None)
        return found[:most]

    def write(self, buffer: bytes) -> None:
        self.network.sent[self._index] += buffer


class _Stream(httpcore2.NetworkStream):
    def __init__(self, connection: _Connection) -> None:
        self._connection = connection

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        waited = self._connection.wait(timeout)
        if waited is not None:
            self._connection.network.clock.sleep(waited)
            if not self._connection.is_ready:
                raise httpcore2.ReadTimeout("timed out")
        return self._connection.read(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        network = self._connection.network
        network.clock.sleep(network.takes if timeout is None else min(timeout, network.takes))
        if timeout is not None and timeout < network.takes:
            raise httpcore2.WriteTimeout("timed out")
        self._connection.write(buffer)

    def close(self) -> None: ...

    def get_extra_info(self, info: str) -> Any:
        return False if info == "is_readable" else None


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, network: Network) -> None:
        self._network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        after = self._network.connects_after
        self._network.clock.sleep(after if timeout is None else min(timeout, after))
        if timeout is not None and timeout < after:
            raise httpcore2.ConnectTimeout("timed out")
        return _Stream(self._network.connection())


class _AsyncStream(httpcore2.AsyncNetworkStream):
    def __init__(self, connection: _Connection) -> None:
        self._connection = connection

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        waited = self._connection.wait(timeout)
        if waited is not None:
            await anyio.sleep(waited)
            if not self._connection.is_ready:
                raise httpcore2.ReadTimeout("timed out")
        return self._connection.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        takes = self._connection.network.takes
        await anyio.sleep(takes if timeout is None else min(timeout, takes))
        if timeout is not None and timeout < takes:
            raise httpcore2.WriteTimeout("timed out")
        self._connection.write(buffer)

    async def aclose(self) -> None: ...

    def get_extra_info(self, info: str) -> Any:
        return False if info == "is_readable" else None


class _AsyncBackend(httpcore2.AsyncNetworkBackend):
    def __init__(self, network: Network) -> None:
        self._network = network

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.AsyncNetworkStream:
        after = self._network.connects_after
        await anyio.sleep(after if timeout is None else min(timeout, after))
        if timeout is not None and timeout < after:
            raise httpcore2.ConnectTimeout("timed out")
        return _AsyncStream(self._network.connection())
