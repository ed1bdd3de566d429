from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ("Blank",)

Blank: TypeAlias = Literal[""]
