from __future__ import annotations

from .._runtime import Model

__all__ = ("Item",)


class Item(Model):
    id: int | None = None
