from __future__ import annotations

from .._runtime import Model

__all__ = ("Right",)


class Right(Model):
    x: int | None = None
