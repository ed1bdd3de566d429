from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Model

if TYPE_CHECKING:
    from .pet import Pet

__all__ = ("ListByLastResponse",)


class ListByLastResponse(Model):
    data: list[Pet]
    tags: list[str] | None = None
    has_more: bool
