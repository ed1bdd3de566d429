from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ("Grade",)

Grade: TypeAlias = Literal["low", "high"]
