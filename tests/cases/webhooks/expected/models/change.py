from __future__ import annotations

from .._runtime import Model

__all__ = ("Change",)


class Change(Model):
    id: str
    count: int | None = None
    tags: list[str] | None = None
