"""Time limits: those of each step, which the transport keeps, and one for the whole call, which we keep.

A read timeout alone does not end a call: a server that sends one byte a second never exceeds it. So a call has one
`Deadline`, and whatever is waited for in it is given what is left: each attempt and the wait before it, a token, a
connection of the pool, each piece that is sent or received. Our own connections ask it at every step (`network`); an
asynchronous call is cut off wherever it waits (`within`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias, TypeVar

import httpx2
import msgspec

from .errors import ConfigurationError
from .secrets import type_name

T = TypeVar("T")

now = time.monotonic
"""The clock of all deadlines. Tests put one of their own in its place."""

_LEAST: Final = 0.001
"""What a step is given at least, in seconds: 0 would mean "do not wait at all" to a socket."""

_GRACE: Final = 0.02
"""Seconds after which a call is cut off from outside: a step that ends in time says better what was waited for."""


_LONGEST: Final = 1e9
"""Seconds, more than 30 years. No clock of a system counts without end."""


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
            if value is not None and not (is_number and 0 < value <= _LONGEST):
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
    if value is not None and not isinstance(value, (int, float)):
        raise ConfigurationError(f"timeout must be a number of seconds, a Timeout or None, not {type_name(value)}")
    return Timeout(value, value, value, value, value)


class DeadlinePassed(Exception):
    """The whole call has taken too long."""


class Deadline:
    """When a call must end: `seconds` from now on; None: it may take as long as it likes."""

    __slots__ = ("_at",)

    def __init__(self, seconds: float | None) -> None:
        self._at = math.inf if seconds is None else now() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left: infinite without a limit, below zero afterwards."""
        return self._at - now()

    @property
    def has_passed(self) -> bool:
        """Whether the call has taken too long."""
        return now() >= self._at

    def check(self) -> None:
        """Raise `DeadlinePassed` where it has."""
        if now() >= self._at:
            raise DeadlinePassed

    def cut(self, limit: float | None) -> float | None:
        """The limit of a step that begins now, and ends with the call at the latest."""
        if self._at == math.inf:
            return limit
        return _less(limit, max(_LEAST, self._at - now()))

    def steps(self, timeout: Timeout) -> dict[str, float | None]:
        """The limits of an attempt that begins now, as httpx2 takes them in a request's extensions."""
        left = max(_LEAST, self._at - now())
        return {
            "connect": _less(timeout.connect, left),
            "read": _less(timeout.read, left),
            "write": _less(timeout.write, left),
            "pool": _less(timeout.pool, left),
        }

    @contextmanager
    def shortened(self, seconds: float) -> Iterator[None]:
        """What is done meanwhile ends after so many seconds, if not before."""
        before = self._at
        self._at = min(before, now() + seconds)
        try:
            yield
        finally:
            self._at = before


def _less(limit: float | None, left: float) -> float | None:
    if limit is None:
        return None if left == math.inf else left
    return min(limit, left)


async def within(deadline: Deadline, waited_for: Awaitable[T]) -> T:
    """Await something for as long as a call has left. Raises `DeadlinePassed`."""
    left = deadline.left
    if left == math.inf:
        return await waited_for
    # Imported at the first call of an asynchronous client (`async_sending`).
    from anyio import move_on_after

    with move_on_after(max(0.0, left) + _GRACE):
        return await waited_for
    raise DeadlinePassed
