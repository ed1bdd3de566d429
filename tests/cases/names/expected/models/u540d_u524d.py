from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ("U540dU524d",)

U540dU524d: TypeAlias = dict[str, Any]
