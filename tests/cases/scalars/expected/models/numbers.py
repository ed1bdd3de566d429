from __future__ import annotations

from typing import TypeAlias

__all__ = ("Numbers",)

Numbers: TypeAlias = dict[str, int]
