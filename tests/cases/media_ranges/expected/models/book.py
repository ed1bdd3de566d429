from __future__ import annotations

from .._runtime import Model

__all__ = ("Book",)


class Book(Model):
    id: int
    title: str | None = None
