"""The httpx2 client behind a client and its `with_options` copies."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Lock
from typing import Any, Final, Generic, Protocol, TypeVar
from weakref import WeakSet

import httpx2

from .errors import ClientClosed
from .lazy import loading

HttpT = TypeVar("HttpT", bound=httpx2.Client | httpx2.AsyncClient)


class Session(Generic[HttpT]):
    """Makes the httpx2 client at the first call: loading certificates takes longer than all else.

    `given` is one that the caller made, and closes. `is_borrowed`: its connections are not ours alone, since the caller
    gave it or its transport.

    A process that was forked shares its parent's sockets, in which their answers would mix. So the child makes
    connections of its own; where they are borrowed, and were used before, it cannot, and says so.
    """

    def __init__(self, connect: Callable[[], HttpT], given: HttpT | None, *, is_borrowed: bool = False) -> None:
        self._connect = connect
        self._client = given
        self._is_ours = given is None
        self._is_borrowed = is_borrowed or given is not None
        self._is_used = False
        self._loop: object = None
        self._is_of_the_parent = False
        self._is_closed = False
        self._lock = Lock()
        tell_of_forks(self)

    @property
    def keeps_deadlines(self) -> bool:
        """Whether whatever is waited for on the connections ends with the call, as on our own (`network`)."""
        return not self._is_borrowed

    def get(self, loop: object = None) -> HttpT:
        """The client. Raises `ClientClosed` once this is closed, and where its connections are of another `loop`."""
        client = self._client
        if client is None:
            with loading(), self._lock:
                if self._is_closed:
                    raise ClientClosed("the client is closed")
                client = self._client = self._client or self._connect()
        if client.is_closed:
            raise ClientClosed("the http_client that was given is closed")
        if self._is_of_the_parent:
            raise ClientClosed(
                "the http_client or transport that was given was used before this process was forked: "
                "make a client in each process"
            )
        self._is_used = True
        if loop is not None and loop is not self._loop and not self._is_borrowed:
            if self._loop is not None:
                raise ClientClosed(
                    "the client was used in another event loop, which its connections belong to: "
                    "make one in each loop, or run all calls in one"
                )
            self._loop = loop
        return client

    def close(self) -> HttpT | None:
        """End this session; the result is the client that is to be closed, if there is one."""
        with self._lock:
            self._is_closed = True
            client, self._client = self._client, None
            return client if self._is_ours else None

    def forked(self) -> None:
        """This is the child of the process that made the connections."""
        self._lock = Lock()  # another thread of the parent may have held it
        if not self._is_used:
            return
        if self._is_borrowed:
            self._is_of_the_parent = True
        elif self._client is not None:
            self._loop = None
            _inherited.append(self._client)
            self._client = None


class Forking(Protocol):
    """What must know that it is in a forked process, where no other thread of the parent lives on."""

    def forked(self) -> None:
        """This is the child: make locks anew, which a thread of the parent may have held."""


_told: Final[WeakSet[Any]] = WeakSet()
_inherited: Final[list[Any]] = []
"""Clients of the parent: kept, because to close or to collect them would touch its connections and event loop."""


def tell_of_forks(each: Forking) -> None:
    """Call `each.forked()` in every process that is forked from now on."""
    _told.add(each)


def _in_child() -> None:
    for each in list(_told):
        each.forked()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)
