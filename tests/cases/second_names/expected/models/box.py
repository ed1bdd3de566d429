from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Box",)


class Box(Model):
    item: models.ItemView | None = None
