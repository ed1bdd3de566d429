from __future__ import annotations

from typing import TypeAlias

__all__ = ("Json",)

Json: TypeAlias = bool | float | str | list["Json"] | dict[str, "Json"] | None
"""Any JSON value, described by itself."""
