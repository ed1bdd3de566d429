from __future__ import annotations

from .._runtime import Model

__all__ = ("Double",)


class Double(Model):
    count: int = 2
    b: int | None = None
