from __future__ import annotations

from .._runtime import Model

__all__ = ("Other",)


class Other(Model):
    species: str | None = None
    name: str | None = None
    legs: int | None = None
