from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ("Release",)

Release: TypeAlias = Literal["3.9", "3.10", "1e3", "010", "0x1F", "true", "2024-01-01", "yes"]
"""Default: `"3.10"`.

- `"3.9"`: The old one.
- `"3.10"`: The new one.
"""
