from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ("Level",)

Level: TypeAlias = Literal["easy", "hard", "other"]
"""How hard it is.

- `"easy"`: Easy: For beginners.
- `"hard"`: For experts.
"""
