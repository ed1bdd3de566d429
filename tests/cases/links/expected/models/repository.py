from __future__ import annotations

from uuid import UUID

from .._runtime import Model

__all__ = ("Repository",)


class Repository(Model):
    id: UUID
    title: str | None = None
