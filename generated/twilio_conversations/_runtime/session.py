"""The httpx2 client behind a client and its `with_options` copies."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

import httpx2

HttpT = TypeVar("HttpT", bound=httpx2.Client | httpx2.AsyncClient)


class Session(Generic[HttpT]):
    """Makes the httpx2 client at the first call: loading certificates takes longer than all else.

    `given` is one that the caller made, and closes.
    """

    def __init__(self, connect: Callable[[], HttpT], given: HttpT | None) -> None:
        self._connect = connect
        self._client = given
        self._is_ours = given is None
        self._is_closed = False
        self._lock = Lock()

    def get(self) -> HttpT:
        """The client. Raises `RuntimeError` once this is closed."""
        client = self._client
        if client is None:
            with self._lock:
                if self._is_closed:
                    raise RuntimeError("the client is closed")
                client = self._client = self._client or self._connect()
        return client

    def close(self) -> HttpT | None:
        """End this session; the result is the client that is to be closed, if there is one."""
        with self._lock:
            self._is_closed = True
            client, self._client = self._client, None
            return client if self._is_ours else None
