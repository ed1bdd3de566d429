from __future__ import annotations

from .._runtime import Model, field

__all__ = ("Missing",)


class Missing(Model):
    moved_to: list[str] | None = field(default=None, name="moved/to")
