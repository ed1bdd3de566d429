"""Request functions of `pets`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import (
    ClientT,
    Cursor,
    Group,
    Header,
    Json,
    LinkHeader,
    NextUrl,
    Offset,
    PageNumber,
    PagedRequest,
    Query,
    paged_method,
)

_HEADERS = (Header("Link", str),)

_LIST_BY_META = API.get(
    ("/by_meta",),
    responses={200: Json(lambda: models.ListByMetaResponse)},
    pagination=NextUrl(next="/meta/next_page_url", items="/pets"),
)


def list_by_meta() -> PagedRequest[models.ListByMetaResponse, models.Pet]:
    """`GET /by_meta`

    `client.pages(...)` and `client.items(...)` go on from this page, by the next page's URL in the answer.

    Returns:
        200: Pets.
    """
    return _LIST_BY_META.paged()


_LIST_BY_LINK = API.get(
    ("/by_link",),
    responses={200: Json(lambda: list[models.Pet])},
    response_headers={200: _HEADERS},
    pagination=LinkHeader(),
)


def list_by_link() -> PagedRequest[list[models.Pet], models.Pet]:
    """`GET /by_link`

    `client.pages(...)` and `client.items(...)` go on from this page, by the `Link` header of the answer.

    Returns:
        200: Pets.
    """
    return _LIST_BY_LINK.paged()


_LIST_BY_LAST = API.get(
    ("/by_last",),
    parameters=(Query("starting_after", str), Query("limit", int)),
    responses={200: Json(lambda: models.ListByLastResponse)},
    pagination=Cursor(parameter="starting_after", last="/id", more="/has_more", items="/data"),
)


def list_by_last(
    *, starting_after: str | None = None, limit: int | None = None
) -> PagedRequest[models.ListByLastResponse, models.Pet]:
    """`GET /by_last`

    `client.pages(...)` and `client.items(...)` go on from this page, by `starting_after`.

    Returns:
        200: Pets.
    """
    return _LIST_BY_LAST.paged(starting_after, limit)


_LIST_BY_CURSOR = API.get(
    ("/by_cursor",),
    parameters=(Query("page_token", str),),
    responses={200: Json(lambda: models.ListByCursorResponse)},
    pagination=Cursor(parameter="page_token", next="/next_page_token", items="/pets"),
)


def list_by_cursor(*, page_token: str | None = None) -> PagedRequest[models.ListByCursorResponse, models.Pet]:
    """`GET /by_cursor`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page_token`.

    Returns:
        200: Pets.
    """
    return _LIST_BY_CURSOR.paged(page_token)


_LIST_BY_OFFSET = API.get(
    ("/by_offset",),
    parameters=(Query("offset", int), Query("limit", int)),
    responses={200: Json(lambda: models.ListByOffsetResponse)},
    pagination=Offset(parameter="offset", size="limit", total="/total", items="/items"),
)


def list_by_offset(
    *, offset: int | None = None, limit: int | None = None
) -> PagedRequest[models.ListByOffsetResponse, models.Pet]:
    """`GET /by_offset`

    `client.pages(...)` and `client.items(...)` go on from this page, by `offset` and `limit`.

    Returns:
        200: Pets.
    """
    return _LIST_BY_OFFSET.paged(offset, limit)


_LIST_BY_PAGE = API.get(
    ("/by_page",),
    parameters=(Query("page", int), Query("per_page", int)),
    responses={200: Json(lambda: list[models.Pet])},
    pagination=PageNumber(parameter="page", size="per_page"),
)


def list_by_page(*, page: int | None = None, per_page: int | None = None) -> PagedRequest[list[models.Pet], models.Pet]:
    """`GET /by_page`

    `client.pages(...)` and `client.items(...)` go on from this page, by `page` and `per_page`.

    Args:
        page: Default: `1`.
        per_page: Default: `30`.

    Returns:
        200: Pets.
    """
    return _LIST_BY_PAGE.paged(page, per_page)


_SEARCH_PETS = API.post(
    ("/search",),
    body=Json(lambda: models.SearchPetsBody),
    responses={200: Json(lambda: models.SearchPetsResponse)},
    pagination=Cursor(body="/start_cursor", next="/next_cursor", more="/has_more", items="/results"),
)


def search_pets(*, body: models.SearchPetsBody) -> PagedRequest[models.SearchPetsResponse, models.Pet]:
    """`POST /search`

    `client.pages(...)` and `client.items(...)` go on from this page, by `start_cursor` in the body.

    Returns:
        200: Pets.
    """
    return _SEARCH_PETS.paged(body=body)


class Pets(Group[ClientT]):
    """Operations of `pets`."""

    list_by_meta = paged_method(list_by_meta)
    list_by_link = paged_method(list_by_link)
    list_by_last = paged_method(list_by_last)
    list_by_cursor = paged_method(list_by_cursor)
    list_by_offset = paged_method(list_by_offset)
    list_by_page = paged_method(list_by_page)
    search_pets = paged_method(search_pets)
