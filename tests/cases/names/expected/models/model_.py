from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ("ModelModel2",)

ModelModel2: TypeAlias = dict[str, Any]
