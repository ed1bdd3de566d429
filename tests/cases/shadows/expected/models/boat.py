from __future__ import annotations

from .._runtime import Model

__all__ = ("Boat",)


class Boat(Model):
    """What floats: a "boat\" """

    length: float
