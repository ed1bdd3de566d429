from __future__ import annotations

from .._runtime import Model

__all__ = ("SearchDeep",)


class SearchDeep(Model):
    a: int | None = None
    b: bool | None = None
