from __future__ import annotations

from typing import Literal

from .._runtime import Model

__all__ = ("Square",)


class Square(Model):
    kind: Literal["square"] = "square"
    """Default: `"square"`."""
    side: float
