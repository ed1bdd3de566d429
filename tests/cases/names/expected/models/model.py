from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ("ModelModel",)

ModelModel: TypeAlias = dict[str, Any]
