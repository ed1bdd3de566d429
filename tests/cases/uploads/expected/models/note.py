from __future__ import annotations

from .._runtime import Model

__all__ = ("Note",)


class Note(Model):
    text: str | None = None
