from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Dog",)


class Dog(Model):
    species: str
    barks: bool
    friends: list[models.Pet] | None = None
