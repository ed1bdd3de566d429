from __future__ import annotations

from .._runtime import Model

__all__ = ("Gone",)


class Gone(Model):
    event: str = "Gone"
    at: str | None = None
