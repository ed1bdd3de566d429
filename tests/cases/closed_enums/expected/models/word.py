from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ("Word",)

Word: TypeAlias = Literal["a", "b"]
