from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ("Mode",)

Mode: TypeAlias = Literal["none", "auto"]
