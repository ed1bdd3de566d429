from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Model

if TYPE_CHECKING:
    from .pet import Pet

__all__ = ("ListByCursorResponse",)


class ListByCursorResponse(Model):
    pets: list[Pet] | None = None
    next_page_token: str | None = None
