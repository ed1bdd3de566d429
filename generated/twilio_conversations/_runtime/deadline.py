"""Time limits: those of each step, which httpx2 keeps, and one for the whole call, which we keep.

A read timeout alone does not end a call: a server that sends one byte a second never exceeds it. So every
limit that httpx2 gets is a `Bounded` float, which remembers when the whole call must end, and the network
streams of our own clients cut each limit they are handed down to the time that is left. Where the transport
is not ours, the end is checked between the pieces of the body.

Those streams also see to it that a connection on which more came than an answer announced is not used again:
the surplus would be taken for the answer to the next request (CWE-444).
"""

from __future__ import annotations

import time
from typing import Any, Final, TypeAlias

import httpx2
import msgspec

from .errors import ConfigurationError

_WRITE_SIZE = 65_536


class Timeout(msgspec.Struct, frozen=True):
    """Limits in seconds; None: no limit.

    `total` is for the whole call, from `call()` to the last byte of the answer. `connect`, `read`, `write`
    and `pool` are for one step each: to connect, to wait for the next bytes, to send some, to get a
    connection.
    """

    total: float | None = 120.0
    connect: float | None = 10.0
    read: float | None = 60.0
    write: float | None = 60.0
    pool: float | None = 60.0

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if value is not None and not (is_number and value > 0):
                raise ConfigurationError(f"timeout.{name} must be a positive number of seconds or None")


DEFAULT_TIMEOUT: Final = Timeout()

TimeoutTypes: TypeAlias = Timeout | httpx2.Timeout | float | None
"""A number limits the whole call and each of its steps; None lifts all limits."""


def timeout_of(value: TimeoutTypes) -> Timeout:
    """What an option says, as a `Timeout`. An `httpx2.Timeout` has no total."""
    if isinstance(value, Timeout):
        return value
    if isinstance(value, httpx2.Timeout):
        return Timeout(None, value.connect, value.read, value.write, value.pool)
    return Timeout(value, value, value, value, value)


class Bounded(float):
    """A limit for one step that knows when the whole call must end (on the clock of `time.monotonic`)."""

    __slots__ = ("deadline",)
    deadline: float

    @classmethod
    def of(cls, limit: float | None, total: float, deadline: float) -> Bounded:
        """The smaller of a step's limit and the whole call's."""
        bounded = cls(total if limit is None or limit > total else limit)
        bounded.deadline = deadline
        return bounded


def remaining(limit: float | None) -> float | None:
    """What a step may take now: its limit, but not longer than the call has left (at least a millisecond)."""
    if isinstance(limit, Bounded):
        return max(0.001, min(limit, limit.deadline - time.monotonic()))
    return limit


def limits(timeout: Timeout) -> tuple[float | None, dict[str, float | None]]:
    """When the call must end, and the limits as httpx2 takes them in a request's extensions."""
    total = timeout.total
    if total is None:
        steps = {
            "connect": timeout.connect,
            "read": timeout.read,
            "write": timeout.write,
            "pool": timeout.pool,
        }
        return None, steps
    deadline = time.monotonic() + total
    return deadline, {
        "connect": Bounded.of(timeout.connect, total, deadline),
        "read": Bounded.of(timeout.read, total, deadline),
        "write": Bounded.of(timeout.write, total, deadline),
        "pool": Bounded.of(timeout.pool, total, deadline),
    }


class _Stream:
    """A network stream of httpcore2 whose limits end with the call. `parser` is what h11 knows of its answers."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.parser: Any = None

    def get_extra_info(self, info: str) -> Any:
        # httpcore2 does not use an idle connection again on which something can be read.
        if info == "is_readable" and self.parser is not None and self.parser.trailing_data[0]:
            return True
        return self._stream.get_extra_info(info)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def read(self, max_bytes: int, timeout: float | None = None) -> Any:
        # Where something is always there to be read no limit is ever reached: interim answers without end, say.
        if isinstance(timeout, Bounded) and time.monotonic() > timeout.deadline:
            raise httpx2.ReadTimeout("the call has taken too long")
        return self._stream.read(max_bytes, timeout=remaining(timeout))


class _SyncStream(_Stream):
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # In pieces, because the stream starts its clock again for each piece that the socket takes.
        for start in range(0, len(buffer), _WRITE_SIZE):
            self._stream.write(buffer[start : start + _WRITE_SIZE], timeout=remaining(timeout))

    def start_tls(self, ssl_context: Any, server_hostname: Any = None, timeout: float | None = None) -> Any:
        return _SyncStream(self._stream.start_tls(ssl_context, server_hostname, remaining(timeout)))


class _AsyncStream(_Stream):
    def write(self, buffer: bytes, timeout: float | None = None) -> Any:
        return self._stream.write(buffer, timeout=remaining(timeout))

    async def start_tls(self, ssl_context: Any, server_hostname: Any = None, timeout: float | None = None) -> Any:
        return _AsyncStream(await self._stream.start_tls(ssl_context, server_hostname, remaining(timeout)))


class _Backend:
    """A network backend of httpcore2 whose streams end with the call."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)


class _SyncBackend(_Backend):
    def connect_tcp(self, *args: Any, timeout: float | None = None, **options: Any) -> _SyncStream:
        return _SyncStream(self._backend.connect_tcp(*args, timeout=remaining(timeout), **options))


class _AsyncBackend(_Backend):
    async def connect_tcp(self, *args: Any, timeout: float | None = None, **options: Any) -> _AsyncStream:
        return _AsyncStream(await self._backend.connect_tcp(*args, timeout=remaining(timeout), **options))


def watch_surplus(http: httpx2.Response) -> None:
    """Let the connection of an answer, if it is ours, know when more comes than the answer.

    httpcore2 keeps its parser to itself; should its insides change, nothing but this precaution is lost.
    """
    network = http.extensions.get("network_stream")
    if not isinstance(network, _Stream) or network.parser is not None:
        return
    inner: Any = http.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        inner = getattr(inner, name, None)
    if hasattr(inner, "trailing_data"):
        network.parser = inner


def bound_streams(client: httpx2.Client | httpx2.AsyncClient) -> None:
    """Make the connections of a client that we made ourselves end with their call.

    httpx2 has no public place for a network backend. Should its insides change, nothing breaks: the end of a
    call is then checked between the pieces of the body only.
    """
    wrapper = _SyncBackend if isinstance(client, httpx2.Client) else _AsyncBackend
    mounted = getattr(client, "_mounts", {}).values()
    for transport in (getattr(client, "_transport", None), *mounted):
        pool: Any = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if backend is not None and not isinstance(backend, _Backend):
            pool._network_backend = wrapper(backend)
