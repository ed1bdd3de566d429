from __future__ import annotations

from .._runtime import UNSET, Model, Unset

__all__ = ("Base",)


class Base(Model):
    size: int | None | Unset = UNSET
    flag: bool | None = None
