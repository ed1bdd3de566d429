from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ("N2Nd",)

N2Nd: TypeAlias = dict[str, Any]
