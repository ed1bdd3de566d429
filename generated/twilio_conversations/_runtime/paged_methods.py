"""Operations with pages as methods of a client: `client.users.list_users.items(...)`, typed as the call itself is."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from functools import update_wrapper, wraps
from types import MethodType
from typing import Any, Generic, ParamSpec, Self, TypeVar, cast, overload

from .async_client import BaseAsyncClient
from .client import BaseClient
from .methods import Group, marked_as_coroutine_function, method
from .pagination import PagedRequest
from .sync_client import SyncClient

P = ParamSpec("P")
T = TypeVar("T")
ItemT = TypeVar("ItemT")


class _Paged:
    """A bound operation with pages. To `inspect` and `help` it is the method that sends one request."""

    def __init__(self, client: Any, send: Callable[..., Any], build: Callable[..., Any]) -> None:
        bound = MethodType(send, client)
        update_wrapper(cast("Any", self), bound)
        vars(self).update(__annotations__=send.__annotations__, __signature__=inspect.signature(bound))
        self._client = client
        self._send = send
        self._build = build
        for name in ("pages", "items"):
            vars(self)[name] = _told(getattr(self, name), self)

    def __get__(self, instance: object, owner: Any) -> Self:
        # As a method in a class would be: so `help` takes it for a function, and not for an object of this class.
        return self

    def __repr__(self) -> str:
        return f"<method {self._send.__name__} with pages of {self._client!r}>"


def _told(verb: Callable[..., Any], method: Any) -> Callable[..., Any]:
    """One of the methods of a bound operation, with the operation's arguments for `inspect` and `help`."""

    @wraps(verb)
    def told(*args: Any, **kwargs: Any) -> Any:
        return verb(*args, **kwargs)

    signature = inspect.signature(method)
    result = inspect.signature(verb).return_annotation
    vars(told)["__signature__"] = signature.replace(return_annotation=result)
    told.__doc__ = "\n\n".join(filter(None, (verb.__doc__, method.__doc__)))
    return told


class PagedMethod(_Paged, Generic[P, T, ItemT]):
    """An operation with pages on a synchronous client.

    Called, it returns the body of one page. `pages` and `items` take the same arguments and go on from that page, as
    lazily as `client.pages` and `client.items` do; they raise what those do.
    """

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

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, T]:
        body: Coroutine[Any, Any, T] = self._send(self._client, *args, **kwargs)
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
        bound = group._bound.get(self)
        if bound is None:
            bound = group._bound[self] = self._bind(group._client)
        return bound

    def _bind(self, client: BaseClient) -> Any:
        if isinstance(client, SyncClient):
            return PagedMethod(client, self._sending, self._building)
        return marked_as_coroutine_function(AsyncPagedMethod(client, self._awaiting, self._building))
