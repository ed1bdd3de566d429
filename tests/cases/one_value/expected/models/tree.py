from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Tree",)


class Tree(Model):
    sort: models.Sort | str = "Tree"
    height: int | None = None
