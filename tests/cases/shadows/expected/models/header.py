from __future__ import annotations

from typing import TypeAlias

__all__ = ("Header",)

Header: TypeAlias = dict[str, "Header"]
