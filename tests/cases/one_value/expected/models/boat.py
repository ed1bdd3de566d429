from __future__ import annotations

from .._runtime import Model

__all__ = ("Boat",)


class Boat(Model):
    type: str | None = None
    sails: int | None = None
