from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Pet",)


class Pet(Model):
    id: models.Identifier | None = None
