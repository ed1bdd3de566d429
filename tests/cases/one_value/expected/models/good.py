from __future__ import annotations

from .._runtime import Model

__all__ = ("Good",)


class Good(Model):
    ok: bool = True
    value: int | None = None
