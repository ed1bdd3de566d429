from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Person",)


class Person(Model):
    name: str | None = None
    mail: models.Address | None = None
