"""What is deprecated (PEP 702): functions warn at the call and in type checkers, fields in type checkers only."""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

T = TypeVar("T")

if TYPE_CHECKING:
    from typing_extensions import deprecated

    class Deprecated(Generic[T]):
        """The type of a deprecated field, whose values are `T`.

        Type checkers take it for a descriptor, and say where the field is read. At run time it is `T` itself.
        """

        @overload
        def __get__(self, model: None, owner: Any) -> Any: ...
        @overload
        @deprecated("the field is deprecated")
        def __get__(self, model: object, owner: Any) -> T: ...
        def __get__(self, model: Any, owner: Any) -> Any: ...

        def __set__(self, model: object, value: T) -> None: ...

elif sys.version_info >= (3, 13):
    from warnings import deprecated
else:

    def deprecated(message: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Make a function warn with `DeprecationWarning` when it is called."""

        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            @functools.wraps(function)
            def warn(*arguments: Any, **options: Any) -> Any:
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return function(*arguments, **options)

            warn.__deprecated__ = message
            return warn

        return decorate


if not TYPE_CHECKING:

    class Deprecated:
        """The type of a deprecated field: what stands in its brackets."""

        def __class_getitem__(cls, type_: Any) -> Any:
            return type_


__all__ = ["Deprecated", "deprecated"]
