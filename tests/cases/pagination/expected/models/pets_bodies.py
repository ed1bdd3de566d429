from __future__ import annotations

from .. import models
from .._runtime import UNSET, Model, Unset

__all__ = (
    "ListByCursorResponse",
    "ListByLastResponse",
    "ListByMetaResponse",
    "ListByMetaResponseMeta",
    "ListByOffsetResponse",
    "SearchPetsBody",
    "SearchPetsResponse",
)


class ListByMetaResponse(Model):
    pets: list[models.Pet] | None = None
    meta: ListByMetaResponseMeta | None = None


class ListByLastResponse(Model):
    data: list[models.Pet]
    tags: list[str] | None = None
    has_more: bool


class ListByCursorResponse(Model):
    pets: list[models.Pet] | None = None
    next_page_token: str | None = None


class ListByOffsetResponse(Model):
    items: list[models.Pet] | None = None
    total: int | None = None


class SearchPetsBody(Model):
    start_cursor: str | None = None
    page_size: int | None = None
    text: str | None = None


class SearchPetsResponse(Model):
    results: list[models.Pet] | None = None
    warnings: list[str] | None = None
    next_cursor: str | None | Unset = UNSET
    has_more: bool | None = None


class ListByMetaResponseMeta(Model):
    next_page_url: str | None | Unset = UNSET
    key: str | None = None
