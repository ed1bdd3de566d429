from __future__ import annotations

from .._runtime import Model

__all__ = ("Made",)


class Made(Model):
    event: str = "Made"
    at: str | None = None
    by: str | None = None
