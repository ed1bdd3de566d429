from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ("State",)

State: TypeAlias = Literal["active", "closed", "odd"]
"""Where it stands.

- `"active"`: In use every day
- `"closed"`: Never to be used again
"""
