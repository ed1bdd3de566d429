from __future__ import annotations

from typing import Any

from .. import models
from .._runtime import UNSET, Model, Unset

__all__ = ("Doc",)


class Doc(Model):
    title: str
    file: models.Octets | None = None
    scan: models.Encoded | None = None
    anything: Any | Unset = UNSET
