from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ("Sort",)

Sort: TypeAlias = Literal["Tree", "Flower"]
