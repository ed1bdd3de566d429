from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ("ClassModel",)

ClassModel: TypeAlias = dict[str, Any]
