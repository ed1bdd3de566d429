from __future__ import annotations

from .._runtime import Model

__all__ = ("ListNextResponse",)


class ListNextResponse(Model):
    steps: list[str] | None = None
    next: str | None = None
