from __future__ import annotations

from typing import TypeAlias

from .._runtime import Int64

__all__ = ("Id",)

Id: TypeAlias = Int64
