from __future__ import annotations

from .._runtime import Int64, Model

__all__ = ("Book",)


class Book(Model):
    id: Int64
    title: str | None = None
