from __future__ import annotations

import datetime as dt
from typing import Any

from .._runtime import UNSET, Model, Unset, field

__all__ = (
    "EchoedResponse",
    "EchoedTimeResponse",
    "InPagingResponse",
    "InPagingResponsePaging",
    "InPagingResponsePagingNext",
    "MoreCountResponse",
    "NextLinkResponse",
    "NextNumberResponse",
    "NextOwnResponse",
    "NextTextResponse",
    "NextTokenResponse",
    "NextTokenResponseMeta",
    "OffsetCountResponse",
    "OffsetCountResponseMeta",
    "OffsetMoreResponse",
    "OffsetSilentResponse",
    "OffsetTotalResponse",
    "PageLastResponse",
    "PageLastResponseMeta",
    "PageMoreResponse",
    "PagePagesResponse",
    "PageSilentResponse",
    "PageTotalResponse",
    "ZeroLastResponse",
    "ZeroOrOneResponse",
    "ZeroPagesResponse",
    "ZeroPagesResponsePage",
    "ZeroTotalResponse",
)


class OffsetTotalResponse(Model):
    items: list[int] | None = None
    total: int | None = None


class OffsetCountResponse(Model):
    items: list[int] | None = None
    meta: OffsetCountResponseMeta | None = None


class OffsetMoreResponse(Model):
    items: list[int] | None = None
    has_more: bool | None = field(default=None, name="hasMore")


class OffsetSilentResponse(Model):
    items: list[int] | None = None
    name: str | None = None


class PagePagesResponse(Model):
    items: list[int] | None = None
    total: int | None = None
    pages: int | None = None


class PageLastResponse(Model):
    items: list[int] | None = None
    meta: PageLastResponseMeta | None = None


class PageTotalResponse(Model):
    items: list[int] | None = None
    total: int | None = None


class PageMoreResponse(Model):
    items: list[int] | None = None
    has_next: bool | None = None


class PageSilentResponse(Model):
    items: list[int] | None = None
    name: str | None = None


class NextTextResponse(Model):
    items: list[int] | None = None
    next_page: str | None | Unset = UNSET


class NextNumberResponse(Model):
    items: list[int] | None = None
    next_page: int | None | Unset = UNSET


class NextTokenResponse(Model):
    items: list[int] | None = None
    meta: NextTokenResponseMeta | None = None


class NextOwnResponse(Model):
    items: list[int] | None = None
    next_page: str | None = None


class InPagingResponse(Model):
    items: list[int] | None = None
    paging: InPagingResponsePaging | None = None


class EchoedResponse(Model):
    items: list[int] | None = None
    after: str | None = None


class EchoedTimeResponse(Model):
    items: list[int] | None = None
    next_after: dt.datetime | None = None


class NextLinkResponse(Model):
    items: list[int] | None = None
    next_page: str | None = None


class MoreCountResponse(Model):
    items: list[int] | None = None
    has_more: int | None = None
    last_id: str | None = None


class ZeroPagesResponse(Model):
    content: list[int] | None = None
    page: ZeroPagesResponsePage | None = None


class ZeroTotalResponse(Model):
    content: list[int] | None = None
    total_elements: int | None = field(default=None, name="totalElements")
    sort: list[dict[str, Any]] | None = None


class ZeroLastResponse(Model):
    content: list[int] | None = None
    last: bool | None = None
    sort: list[dict[str, Any]] | None = None


class ZeroOrOneResponse(Model):
    content: list[int] | None = None
    last: bool | None = None


class OffsetCountResponseMeta(Model):
    total_items: int | None | Unset = UNSET


class PageLastResponseMeta(Model):
    last_page: int | None = None


class NextTokenResponseMeta(Model):
    next_page: str | None = None


class InPagingResponsePaging(Model):
    next: InPagingResponsePagingNext | None = None


class ZeroPagesResponsePage(Model):
    number: int | None = None
    total_pages: int | None = field(default=None, name="totalPages")


class InPagingResponsePagingNext(Model):
    after: str | None = None
