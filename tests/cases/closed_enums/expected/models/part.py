from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("Part",)


class Part(Model):
    word: models.Word | str | None = None
    note: str | None = None
