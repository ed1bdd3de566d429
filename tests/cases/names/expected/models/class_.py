from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ("Class",)

Class: TypeAlias = dict[str, Any]
