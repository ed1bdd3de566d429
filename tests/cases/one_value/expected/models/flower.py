from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Flower",)


class Flower(Model):
    sort: models.Sort | str = "Flower"
    height: int | None = None
