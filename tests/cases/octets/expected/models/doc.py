from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Doc",)


class Doc(Model):
    title: str
    file: models.Octets | None = None
    scan: models.Encoded | None = None
