from __future__ import annotations

from .._runtime import Model

__all__ = ("Cat",)


class Cat(Model):
    species: str = "cat"
    name: str | None = None
    lives: int | None = None
