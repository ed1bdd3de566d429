from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Model

if TYPE_CHECKING:
    from .entry import Entry

__all__ = ("EntryEvent",)


class EntryEvent(Model):
    """An event as it comes."""

    data: Entry
    event: str | None = None
    id: str | None = None
