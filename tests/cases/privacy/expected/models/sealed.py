from __future__ import annotations

from .._runtime import Model

__all__ = ("Sealed",)


class Sealed(Model, closed=True):
    id: int | None = None
