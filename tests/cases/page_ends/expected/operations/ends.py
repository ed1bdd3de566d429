"""Request functions of `ends`."""

from __future__ import annotations

import datetime as dt

from .. import models
from .._api import API
from .._runtime import (
    ClientT,
    Cursor,
    Group,
    Json,
    Offset,
    PageNumber,
    PagedRequest,
    Query,
    Request,
    method,
    paged_method,
)

_OFFSET_TOTAL = API.get(
    ("/offsetTotal",),
    parameters=(Query("offset", int), Query("limit", int)),
    responses={200: Json(lambda: models.OffsetTotalResponse)},
    pagination=Offset(parameter="offset", size="limit", total="/total", items="/items"),
)


def offset_total(
    *, offset: int | None = None, limit: int | None = None
) -> PagedRequest[models.OffsetTotalResponse, int]:
    """`GET /offsetTotal`

    `client.pages(...)` and `client.items(...)` go on from this page, by `offset` and `limit`.

    Returns:
        200: A page.
    """
    return _OFFSET_TOTAL.paged(offset, limit)


_OFFSET_COUNT = API.get(
    ("/offsetCount",),
    parameters=(Query("offset", int), Query("limit", int)),
    responses={200: Json(lambda: models.OffsetCountResponse)},
    pagination=Offset(parameter="offset", size="limit", total="/meta/total_items", items="/items"),
)


def offset_count(
    *, offset: int | None = None, limit: int | None = None
) -> PagedRequest[models.OffsetCountResponse, int]:
    """`GET /offsetCount`

    `client.pages(...)` and `client.items(...)` go on from this page, by `offset` and `limit`.

    Returns:
        200: A page.
    """
    return _OFFSET_COUNT.paged(offset, limit)


_OFFSET_MORE = API.get(
    ("/offsetMore",),
    parameters=(Query("offset", int), Query("limit", int)),
    responses={200: Json(lambda: models.OffsetMoreResponse)},
    pagination=Offset(parameter="offset", size="limit", more="/hasMore", items="/items"),
)


def offset_more(*, offset: int | None = None, limit: int | None = None) -> PagedRequest[models.OffsetMoreResponse, int]:
    """`GET /offsetMore`

    `client.pages(...)` and `client.items(...)` go on from this page, by `offset` and `limit`.

    Returns:
        200: A page.
    """
    return _OFFSET_MORE.paged(offset, limit)


_OFFSET_SILENT = API.get(
    ("/offsetSilent",),
    parameters=(Query("offset", int), Query("limit", int)),
    responses={200: Json(lambda: models.OffsetSilentResponse)},
    pagination=Offset(parameter="offset", size="limit", items="/items"),
)


def offset_silent(
    *, offset: int | None = None, limit: int | None = None
) -> PagedRequest[models.OffsetSilentResponse, int]:
    """`GET /offsetSilent`

    `client.pages(...)` and `client.items(...)` go on from this page, by `offset` and `limit`.

    Returns:
        200: A page.
    """
    return _OFFSET_SILENT.paged(offset, limit)


_PAGE_PAGES = API.get(
    ("/pagePages",),
    parameters=(Query("page", lambda: models.Page), Query("size", int)),
    responses={200: Json(lambda: models.PagePagesResponse)},
    pagination=PageNumber(parameter="page", size="size", total="/pages", items="/items"),
)


def page_pages(*, page: int | None = None, size: int | None = None) -> PagedRequest[models.PagePagesResponse, int]:
    """`GET /pagePages`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `size`.

    Args:
        page: Default: `1`.

    Returns:
        200: A page.
    """
    return _PAGE_PAGES.paged(page, size)


_PAGE_LAST = API.get(
    ("/pageLast",),
    parameters=(Query("page", lambda: models.Page), Query("size", int)),
    responses={200: Json(lambda: models.PageLastResponse)},
    pagination=PageNumber(parameter="page", size="size", total="/meta/last_page", items="/items"),
)


def page_last(*, page: int | None = None, size: int | None = None) -> PagedRequest[models.PageLastResponse, int]:
    """`GET /pageLast`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `size`.

    Args:
        page: Default: `1`.

    Returns:
        200: A page.
    """
    return _PAGE_LAST.paged(page, size)


_PAGE_TOTAL = API.get(
    ("/pageTotal",),
    parameters=(Query("page", lambda: models.Page), Query("size", int)),
    responses={200: Json(lambda: models.PageTotalResponse)},
    pagination=PageNumber(parameter="page", size="size", total_items="/total", items="/items"),
)


def page_total(*, page: int | None = None, size: int | None = None) -> PagedRequest[models.PageTotalResponse, int]:
    """`GET /pageTotal`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `size`.

    Args:
        page: Default: `1`.

    Returns:
        200: A page.
    """
    return _PAGE_TOTAL.paged(page, size)


_PAGE_MORE = API.get(
    ("/pageMore",),
    parameters=(Query("page", lambda: models.Page), Query("size", int)),
    responses={200: Json(lambda: models.PageMoreResponse)},
    pagination=PageNumber(parameter="page", size="size", more="/has_next", items="/items"),
)


def page_more(*, page: int | None = None, size: int | None = None) -> PagedRequest[models.PageMoreResponse, int]:
    """`GET /pageMore`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `size`.

    Args:
        page: Default: `1`.

    Returns:
        200: A page.
    """
    return _PAGE_MORE.paged(page, size)


_PAGE_SILENT = API.get(
    ("/pageSilent",),
    parameters=(Query("page", lambda: models.Page), Query("size", int)),
    responses={200: Json(lambda: models.PageSilentResponse)},
    pagination=PageNumber(parameter="page", size="size", items="/items"),
)


def page_silent(*, page: int | None = None, size: int | None = None) -> PagedRequest[models.PageSilentResponse, int]:
    """`GET /pageSilent`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `size`.

    Args:
        page: Default: `1`.

    Returns:
        200: A page.
    """
    return _PAGE_SILENT.paged(page, size)


_NEXT_TEXT = API.get(
    ("/nextText",),
    parameters=(Query("page", str),),
    responses={200: Json(lambda: models.NextTextResponse)},
    pagination=Cursor(parameter="page", next="/next_page", items="/items"),
)


def next_text(*, page: str | None = None) -> PagedRequest[models.NextTextResponse, int]:
    """`GET /nextText`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page`.

    Returns:
        200: A page.
    """
    return _NEXT_TEXT.paged(page)


_NEXT_NUMBER = API.get(
    ("/nextNumber",),
    parameters=(Query("page", int),),
    responses={200: Json(lambda: models.NextNumberResponse)},
    pagination=Cursor(parameter="page", next="/next_page", items="/items"),
)


def next_number(*, page: int | None = None) -> PagedRequest[models.NextNumberResponse, int]:
    """`GET /nextNumber`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page`.

    Returns:
        200: A page.
    """
    return _NEXT_NUMBER.paged(page)


_NEXT_TOKEN = API.get(
    ("/nextToken",),
    parameters=(Query("page_token", str),),
    responses={200: Json(lambda: models.NextTokenResponse)},
    pagination=Cursor(parameter="page_token", next="/meta/next_page", items="/items"),
)


def next_token(*, page_token: str | None = None) -> PagedRequest[models.NextTokenResponse, int]:
    """`GET /nextToken`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page_token`.

    Returns:
        200: A page.
    """
    return _NEXT_TOKEN.paged(page_token)


_NEXT_OWN = API.get(
    ("/nextOwn",),
    parameters=(Query("next_page", str),),
    responses={200: Json(lambda: models.NextOwnResponse)},
    pagination=Cursor(parameter="next_page", next="/next_page", items="/items"),
)


def next_own(*, next_page: str | None = None) -> PagedRequest[models.NextOwnResponse, int]:
    """`GET /nextOwn`

    `client.pages(...)` and `client.items(...)` go on from this page, by `next_page`.

    Returns:
        200: A page.
    """
    return _NEXT_OWN.paged(next_page)


_IN_PAGING = API.get(
    ("/inPaging",),
    parameters=(Query("after", str),),
    responses={200: Json(lambda: models.InPagingResponse)},
    pagination=Cursor(parameter="after", next="/paging/next/after", items="/items"),
)


def in_paging(*, after: str | None = None) -> PagedRequest[models.InPagingResponse, int]:
    """`GET /inPaging`

    `client.pages(...)` and `client.items(...)` go on from this page, by `after`.

    Returns:
        200: A page.
    """
    return _IN_PAGING.paged(after)


_ECHOED = API.get(
    ("/echoed",),
    parameters=(Query("after", str),),
    responses={200: Json(lambda: models.EchoedResponse)},
)


def echoed(*, after: str | None = None) -> Request[models.EchoedResponse]:
    """`GET /echoed`

    Returns:
        200: A page.
    """
    return _ECHOED.request(after)


_ECHOED_TIME = API.get(
    ("/echoedTime",),
    parameters=(Query("after", dt.datetime),),
    responses={200: Json(lambda: models.EchoedTimeResponse)},
)


def echoed_time(*, after: dt.datetime | None = None) -> Request[models.EchoedTimeResponse]:
    """`GET /echoedTime`

    Returns:
        200: A page.
    """
    return _ECHOED_TIME.request(after)


_NEXT_LINK = API.get(
    ("/nextLink",),
    parameters=(Query("page", int),),
    responses={200: Json(lambda: models.NextLinkResponse)},
)


def next_link(*, page: int | None = None) -> Request[models.NextLinkResponse]:
    """`GET /nextLink`

    Returns:
        200: A page.
    """
    return _NEXT_LINK.request(page)


_MORE_COUNT = API.get(
    ("/moreCount",),
    parameters=(Query("starting_after", str),),
    responses={200: Json(lambda: models.MoreCountResponse)},
)


def more_count(*, starting_after: str | None = None) -> Request[models.MoreCountResponse]:
    """`GET /moreCount`

    Returns:
        200: A page.
    """
    return _MORE_COUNT.request(starting_after)


_ZERO_PAGES = API.get(
    ("/zeroPages",),
    parameters=(Query("page", lambda: models.ZeroPagesPage), Query("size", lambda: models.Page)),
    responses={200: Json(lambda: models.ZeroPagesResponse, media_type="*/*")},
    pagination=PageNumber(parameter="page", size="size", total="/page/totalPages", first=0, items="/content"),
)


def zero_pages(*, page: int | None = None, size: int | None = None) -> PagedRequest[models.ZeroPagesResponse, int]:
    """`GET /zeroPages`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `size`.

    Args:
        page: Default: `0`.
        size: Default: `20`.

    Returns:
        200: A page.
    """
    return _ZERO_PAGES.paged(page, size)


_ZERO_TOTAL = API.get(
    ("/zeroTotal",),
    parameters=(Query("page", lambda: models.ZeroPagesPage), Query("size", lambda: models.Page)),
    responses={200: Json(lambda: models.ZeroTotalResponse, media_type="*/*")},
    pagination=PageNumber(parameter="page", size="size", total_items="/totalElements", first=0, items="/content"),
)


def zero_total(*, page: int | None = None, size: int | None = None) -> PagedRequest[models.ZeroTotalResponse, int]:
    """`GET /zeroTotal`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `size`.

    Args:
        page: Zero-based page index (0..N)
        size: Default: `20`.

    Returns:
        200: A page.
    """
    return _ZERO_TOTAL.paged(page, size)


_ZERO_LAST = API.get(
    ("/zeroLast",),
    parameters=(Query("page", int), Query("size", lambda: models.Page)),
    responses={200: Json(lambda: models.ZeroLastResponse, media_type="*/*")},
    pagination=PageNumber(parameter="page", size="size", end="/last", first=0, items="/content"),
)


def zero_last(*, page: int | None = None, size: int | None = None) -> PagedRequest[models.ZeroLastResponse, int]:
    """`GET /zeroLast`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `size`.

    Args:
        page: The page to retrieve (0..N)
        size: Default: `20`.

    Returns:
        200: A page.
    """
    return _ZERO_LAST.paged(page, size)


_ZERO_OR_ONE = API.get(
    ("/zeroOrOne",),
    parameters=(Query("page", int), Query("size", lambda: models.Page)),
    responses={200: Json(lambda: models.ZeroOrOneResponse, media_type="*/*")},
)


def zero_or_one(*, page: int | None = None, size: int | None = None) -> Request[models.ZeroOrOneResponse]:
    """`GET /zeroOrOne`

    Args:
        page: Zero-based page index. Default: `1`.
        size: Default: `20`.

    Returns:
        200: A page.
    """
    return _ZERO_OR_ONE.request(page, size)


class Ends(Group[ClientT]):
    """Operations of `ends`."""

    offset_total = paged_method(offset_total)
    offset_count = paged_method(offset_count)
    offset_more = paged_method(offset_more)
    offset_silent = paged_method(offset_silent)
    page_pages = paged_method(page_pages)
    page_last = paged_method(page_last)
    page_total = paged_method(page_total)
    page_more = paged_method(page_more)
    page_silent = paged_method(page_silent)
    next_text = paged_method(next_text)
    next_number = paged_method(next_number)
    next_token = paged_method(next_token)
    next_own = paged_method(next_own)
    in_paging = paged_method(in_paging)
    echoed = method(echoed)
    echoed_time = method(echoed_time)
    next_link = method(next_link)
    more_count = method(more_count)
    zero_pages = paged_method(zero_pages)
    zero_total = paged_method(zero_total)
    zero_last = paged_method(zero_last)
    zero_or_one = method(zero_or_one)
