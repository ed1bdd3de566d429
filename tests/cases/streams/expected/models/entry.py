from __future__ import annotations

from .._runtime import Model

__all__ = ("Entry",)


class Entry(Model):
    id: int
    text: str | None = None
