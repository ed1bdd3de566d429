from __future__ import annotations

from typing import Annotated, TypeAlias

from .._runtime import Values

__all__ = ("Level",)

Level: TypeAlias = Annotated[float, Values(0.5, 1.5)]
