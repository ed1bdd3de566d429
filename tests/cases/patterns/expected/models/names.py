from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ..validators import NamesKey

__all__ = ("Names",)

Names: TypeAlias = dict["NamesKey", int]
