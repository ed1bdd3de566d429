from __future__ import annotations

from .._runtime import Model

__all__ = ("Plane",)


class Plane(Model):
    kind: str = "plane"
    wings: int | None = None
