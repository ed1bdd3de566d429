from __future__ import annotations

from typing import Literal

from .._runtime import Model

__all__ = ("Circle",)


class Circle(Model):
    kind: Literal["circle"] = "circle"
    """Default: `"circle"`."""
    radius: float
