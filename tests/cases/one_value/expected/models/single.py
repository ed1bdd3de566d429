from __future__ import annotations

from .._runtime import Model

__all__ = ("Single",)


class Single(Model):
    count: int = 1
    a: int | None = None
