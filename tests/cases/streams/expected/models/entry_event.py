from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = ("EntryEvent",)


class EntryEvent(Model):
    """An event as it comes."""

    data: models.Entry
    event: str | None = None
    id: str | None = None
