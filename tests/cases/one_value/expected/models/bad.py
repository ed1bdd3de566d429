from __future__ import annotations

from .._runtime import Model

__all__ = ("Bad",)


class Bad(Model):
    ok: bool = False
    value: int | None = None
