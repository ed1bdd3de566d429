from __future__ import annotations

from typing import TypeAlias, Union

__all__ = ("Json",)

Json: TypeAlias = Union[bool, float, str, list["Json"], dict[str, "Json"], None]
"""Any JSON value, described by itself."""
