from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Model

if TYPE_CHECKING:
    from .pet import Pet

__all__ = ("ListByOffsetResponse",)


class ListByOffsetResponse(Model):
    items: list[Pet] | None = None
    total: int | None = None
