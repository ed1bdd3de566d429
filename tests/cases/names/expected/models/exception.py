from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ("ExceptionModel",)

ExceptionModel: TypeAlias = dict[str, Any]
