"""Operations as methods of a client: `client.users.fetch_user(...)`, typed, without a second signature."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import cached_property, update_wrapper
from types import MethodType
from typing import Any, Generic, ParamSpec, TypeVar, overload

from .async_client import BaseAsyncClient
from .client import BaseClient
from .request import Request
from .sync_client import SyncClient

P = ParamSpec("P")
T = TypeVar("T")
ClientT = TypeVar("ClientT", bound=BaseClient, covariant=True)


class Group(Generic[ClientT]):
    """Operations that belong together, bound to a client."""

    __slots__ = ("_client",)

    def __init__(self, client: ClientT) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"


class method(Generic[P, T]):
    """A request function as a method of a group.

    On a synchronous client calling it sends the request and returns the body, on an asynchronous one it
    returns an awaitable of it. On the class it is the descriptor; `.function` is the request function.
    """

    def __init__(self, function: Callable[P, Request[T]]) -> None:
        self.function = function

    @overload
    def __get__(self, group: None, owner: Any) -> method[P, T]: ...
    @overload
    def __get__(self, group: Group[SyncClient], owner: Any) -> Callable[P, T]: ...
    @overload
    def __get__(self, group: Group[BaseAsyncClient], owner: Any) -> Callable[P, Awaitable[T]]: ...
    def __get__(self, group: Group[Any] | None, owner: Any) -> Any:
        if group is None:
            return self
        client = group._client
        return MethodType(self._sending if isinstance(client, SyncClient) else self._awaiting, client)

    @cached_property
    def _sending(self) -> Callable[..., Any]:
        function: Callable[..., Request[Any]] = self.function

        def send(client: SyncClient, /, *args: Any, **kwargs: Any) -> Any:
            return client.call(function(*args, **kwargs))

        return _dressed(send, function)

    @cached_property
    def _awaiting(self) -> Callable[..., Any]:
        function: Callable[..., Request[Any]] = self.function

        async def send(client: BaseAsyncClient, /, *args: Any, **kwargs: Any) -> Any:
            return await client.call(function(*args, **kwargs))

        return _dressed(send, function)

    def __repr__(self) -> str:
        return f"<method {getattr(self.function, '__name__', self.function)!s}>"


def _dressed(send: Callable[..., Any], function: Callable[..., Any]) -> Callable[..., Any]:
    """`send` with the name, the text and the signature of the request function, behind one for the client."""
    update_wrapper(send, function)
    signature = inspect.signature(function)
    client = inspect.Parameter("_client", inspect.Parameter.POSITIONAL_ONLY)
    result = _body_of(signature.return_annotation)
    parameters = [client, *signature.parameters.values()]
    vars(send)["__signature__"] = signature.replace(parameters=parameters, return_annotation=result)
    return send


def _body_of(annotation: Any) -> Any:
    """`X` for `Request[X]`, as written in the source."""
    if isinstance(annotation, str) and annotation.startswith("Request[") and annotation.endswith("]"):
        return annotation[len("Request[") : -1]
    return annotation
