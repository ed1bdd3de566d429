from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import UNSET, Model, Unset

if TYPE_CHECKING:
    from .pet import Pet

__all__ = ("ListByMetaResponse", "ListByMetaResponseMeta")


class ListByMetaResponse(Model):
    pets: list[Pet] | None = None
    meta: ListByMetaResponseMeta | None = None


class ListByMetaResponseMeta(Model):
    next_page_url: str | None | Unset = UNSET
    key: str | None = None
