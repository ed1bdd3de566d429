from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from .cat import Cat

__all__ = ("Maybe",)

Maybe: TypeAlias = Union["Cat", None]
