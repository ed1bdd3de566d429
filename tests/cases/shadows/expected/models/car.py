from __future__ import annotations

from .._runtime import Model

__all__ = ("Car",)


class Car(Model):
    kind: str = "car"
    doors: int | None = None
