from __future__ import annotations

from .._runtime import Model

__all__ = ("OnlyJson",)


class OnlyJson(Model):
    id: int | None = None
