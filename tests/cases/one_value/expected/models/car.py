from __future__ import annotations

from .._runtime import Model

__all__ = ("Car",)


class Car(Model):
    type: str = "car"
    wheels: int | None = None
