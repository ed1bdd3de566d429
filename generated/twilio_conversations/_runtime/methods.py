"""Operations as methods of a client: `client.users.fetch_user(...)`, typed, without a second signature."""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Callable, Coroutine
from functools import cached_property, update_wrapper
from types import MethodType
from typing import TYPE_CHECKING, Any, Generic, NoReturn, ParamSpec, TypeVar, cast, overload

from .async_client import BaseAsyncClient
from .checks import validating_requests, validation_of_requests
from .client import BaseClient
from .request import Request
from .sync_client import SyncClient

if TYPE_CHECKING:
    from typing_extensions import deprecated

P = ParamSpec("P")
T = TypeVar("T")
ClientT = TypeVar("ClientT", bound=BaseClient, covariant=True)


class Group(Generic[ClientT]):
    """Operations that belong together, bound to a client."""

    __slots__ = ("_bound", "_client")

    def __init__(self, client: ClientT) -> None:
        self._client = client
        self._bound: dict[Any, Any] = {}

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"


class method(Generic[P, T]):
    """A request function as a method of a group.

    On a synchronous client calling it sends the request and returns the body, on an asynchronous one it
    returns a coroutine for it. On the class it is the descriptor; `.function` is the request function.
    """

    def __init__(self, function: Callable[P, Request[T]]) -> None:
        update_wrapper(cast("Any", self), function)
        self.function = function

    @property
    def __signature__(self) -> inspect.Signature:
        return _signature(self.function)

    if not TYPE_CHECKING:  # to type checkers the descriptor cannot be called

        @property
        def __call__(self) -> Callable[..., Any]:
            """What `unittest.mock` makes a mock of, where it replaces the operation in the class."""
            return self._unbound

    @cached_property
    def _unbound(self) -> Callable[..., Any]:
        def unbound(*args: Any, **kwargs: Any) -> NoReturn:
            raise TypeError(f"{self!r} is called on the group of a client")

        update_wrapper(unbound, self.function)
        vars(unbound)["__signature__"] = _signature(self.function)
        return unbound

    @overload
    def __get__(self, group: None, owner: Any) -> method[P, T]: ...
    @overload
    def __get__(self, group: Group[SyncClient], owner: Any) -> Callable[P, T]: ...
    @overload
    def __get__(self, group: Group[BaseAsyncClient], owner: Any) -> Callable[P, Coroutine[Any, Any, T]]: ...
    def __get__(self, group: Group[Any] | None, owner: Any) -> Any:
        if group is None:
            return self
        client = group._client
        return MethodType(self._sending if isinstance(client, SyncClient) else self._awaiting, client)

    @cached_property
    def _building(self) -> Callable[..., Request[Any]]:
        return _as_told(_silent(self.function))

    @cached_property
    def _sending(self) -> Callable[..., Any]:
        function = self._building

        def send(client: SyncClient, /, *args: Any, **kwargs: Any) -> Any:
            return client.call(function(client, *args, **kwargs))

        return _dressed(send, self.function)

    @cached_property
    def _awaiting(self) -> Callable[..., Any]:
        function = self._building

        async def send(client: BaseAsyncClient, /, *args: Any, **kwargs: Any) -> Any:
            return await client.call(function(client, *args, **kwargs))

        return _dressed(send, self.function)

    def __repr__(self) -> str:
        return f"<method {getattr(self.function, '__name__', self.function)!s}>"


if TYPE_CHECKING:

    class deprecated_method(method[P, T]):
        """A deprecated request function as a method: type checkers say so where it is used (PEP 702)."""

        @overload
        def __get__(self, group: None, owner: Any) -> method[P, T]: ...
        @overload
        @deprecated("the operation is deprecated")
        def __get__(self, group: Group[SyncClient], owner: Any) -> Callable[P, T]: ...
        @overload
        @deprecated("the operation is deprecated")
        def __get__(self, group: Group[BaseAsyncClient], owner: Any) -> Callable[P, Coroutine[Any, Any, T]]: ...
        def __get__(self, group: Group[Any] | None, owner: Any) -> Any: ...

else:
    deprecated_method = method


def _silent(function: Callable[..., Request[Any]]) -> Callable[..., Request[Any]]:
    """The request function without its own warning, whose place would be in here."""
    return inspect.unwrap(function) if hasattr(function, "__deprecated__") else function


def _as_told(function: Callable[..., Request[Any]]) -> Callable[..., Request[Any]]:
    """The request function with a client before its arguments, which says what breaking the document means."""

    def build(client: BaseClient, /, *args: Any, **kwargs: Any) -> Request[Any]:
        validation = client._settings.validate_requests
        if validation == validation_of_requests():
            return function(*args, **kwargs)
        with validating_requests(validation):
            return function(*args, **kwargs)

    return build


def _warning(send: Callable[..., Any], message: str) -> Callable[..., Any]:
    def warn(client: BaseClient, /, *args: Any, **kwargs: Any) -> Any:
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return send(client, *args, **kwargs)

    return marked_as_coroutine_function(warn) if inspect.iscoroutinefunction(send) else warn


def marked_as_coroutine_function(function: T) -> T:
    """A function that returns a coroutine without being `async def`, as `inspect` and `unittest.mock` know it."""
    if sys.version_info >= (3, 12):
        inspect.markcoroutinefunction(cast("Any", function))
    else:
        from asyncio import coroutines

        cast("Any", function)._is_coroutine = cast("Any", coroutines)._is_coroutine
    return function


def _dressed(send: Callable[..., Any], function: Callable[..., Any]) -> Callable[..., Any]:
    """`send` with the name, the text and the signature of the request function, behind one for the client.

    A deprecated one warns where it is called, of an asynchronous client too, not where it is awaited.
    """
    message = getattr(function, "__deprecated__", None)
    if message is not None:
        send = _warning(send, message)
    update_wrapper(send, function)
    signature = _signature(function)
    client = inspect.Parameter("_client", inspect.Parameter.POSITIONAL_ONLY)
    vars(send)["__signature__"] = signature.replace(parameters=[client, *signature.parameters.values()])
    send.__annotations__ = {**function.__annotations__, "return": signature.return_annotation}
    return send


def _signature(function: Callable[..., Any]) -> inspect.Signature:
    """The signature of the request function, with the body as what is returned."""
    signature = inspect.signature(function)
    return signature.replace(return_annotation=_body_of(signature.return_annotation))


def _body_of(annotation: Any) -> Any:
    """`X` for `Request[X]` and `PagedRequest[X, Y]`, as written in the source."""
    if not isinstance(annotation, str) or not annotation.endswith("]"):
        return annotation
    kind, _, inside = annotation[:-1].partition("[")
    if kind == "PagedRequest":
        return inside[: _first_comma(inside)]
    return inside if kind == "Request" else annotation


def _first_comma(text: str) -> int:
    """Where the first comma stands that is in no bracket."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if character == "," and depth == 0:
            return index
    return len(text)
