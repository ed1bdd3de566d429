from __future__ import annotations

from .._runtime import Model

__all__ = ("Left",)


class Left(Model):
    x: int | None = None
