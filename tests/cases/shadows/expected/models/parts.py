from __future__ import annotations

from typing import TypeAlias

__all__ = ("Parts",)

Parts: TypeAlias = dict[str, str]
