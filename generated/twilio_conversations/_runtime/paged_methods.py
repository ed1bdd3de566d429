"""Operations with pages as methods of a client: `client.users.list_users.items(...)`, typed as the call itself is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from types import MethodType
from typing import Any, Generic, ParamSpec, TypeVar, overload

from .async_client import BaseAsyncClient
from .client import BaseClient
from .methods import Group, method
from .pagination import PagedRequest
from .sync_client import SyncClient

P = ParamSpec("P")
T = TypeVar("T")
ItemT = TypeVar("ItemT")


class _Paged:
    """A bound operation with pages. To `inspect` and `help` it is the method that sends one request."""

    __slots__ = ("_build", "_client", "_send")

    def __init__(self, client: Any, send: Callable[..., Any], build: Callable[..., Any]) -> None:
        self._client = client
        self._send = send
        self._build = build

    def __getattr__(self, name: str) -> Any:
        if name == "__wrapped__":
            return MethodType(self._send, self._client)
        if name in ("__name__", "__qualname__"):
            return getattr(self._send, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        return f"<method {self.__name__} with pages of {self._client!r}>"


class PagedMethod(_Paged, Generic[P, T, ItemT]):
    """An operation with pages on a synchronous client.

    Called, it returns the body of one page. `pages` and `items` take the same arguments and go on from that page, as
    lazily as `client.pages` and `client.items` do; they raise what those do.
    """

    __slots__ = ()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        body: T = self._send(self._client, *args, **kwargs)
        return body

    def pages(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        """The bodies of all pages from this one on, each fetched when it is asked for."""
        found: Iterator[T] = self._client.pages(self._build(self._client, *args, **kwargs))
        return found

    def items(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[ItemT]:
        """The items of all pages from this one on."""
        found: Iterator[ItemT] = self._client.items(self._build(self._client, *args, **kwargs))
        return found


class AsyncPagedMethod(_Paged, Generic[P, T, ItemT]):
    """An operation with pages on an asynchronous client: the same, to be awaited or gone through with `async for`."""

    __slots__ = ()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        body: Awaitable[T] = self._send(self._client, *args, **kwargs)
        return body

    def pages(self, *args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        """The bodies of all pages from this one on, each fetched when it is asked for."""
        found: AsyncIterator[T] = self._client.pages(self._build(self._client, *args, **kwargs))
        return found

    def items(self, *args: P.args, **kwargs: P.kwargs) -> AsyncIterator[ItemT]:
        """The items of all pages from this one on."""
        found: AsyncIterator[ItemT] = self._client.items(self._build(self._client, *args, **kwargs))
        return found


class paged_method(method[P, T], Generic[P, T, ItemT]):
    """A request function with pages as a method of a group: `method`, and its `pages` and `items`."""

    def __init__(self, function: Callable[P, PagedRequest[T, ItemT]]) -> None:
        super().__init__(function)

    @overload
    def __get__(self, group: None, owner: Any) -> paged_method[P, T, ItemT]: ...
    @overload
    def __get__(self, group: Group[SyncClient], owner: Any) -> PagedMethod[P, T, ItemT]: ...
    @overload
    def __get__(self, group: Group[BaseAsyncClient], owner: Any) -> AsyncPagedMethod[P, T, ItemT]: ...
    def __get__(self, group: Group[Any] | None, owner: Any) -> Any:
        if group is None:
            return self
        client: BaseClient = group._client
        if isinstance(client, SyncClient):
            return PagedMethod(client, self._sending, self._building)
        return AsyncPagedMethod(client, self._awaiting, self._building)
