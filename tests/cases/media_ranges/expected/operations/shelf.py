"""Request functions of `shelf`."""

from __future__ import annotations

from typing import Annotated

from .. import models
from .._api import API
from .._runtime import ClientT, Cursor, Group, Int64, Json, OneOf, PagedRequest, Query, Request, method, paged_method

_LIST_BOOKS = API.get(
    ("/books",),
    responses={200: Json(lambda: list[models.Book], media_type="*/*")},
)


def list_books() -> Request[list[models.Book]]:
    """`GET /books`"""
    return _LIST_BOOKS.request()


_PUT_BOOK = API.put(
    ("/books",),
    body=Json(lambda: models.Book, media_type="*/*"),
    responses={
        200: Json(lambda: models.Named, media_type="application/*"),
        400: Json(lambda: models.Fault, media_type="*/*"),
    },
)


def put_book(*, body: models.Book, content_type: str | None = None) -> Request[models.Named]:
    """`PUT /books`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Raises:
        BadRequest: Bad
    """
    return _PUT_BOOK.request(body=body, content_type=content_type)


_COUNT_BOOKS = API.get(
    ("/books/count",),
    responses={"default": Json(Int64, media_type="*/*")},
)


def count_books() -> Request[int]:
    """`GET /books/count`

    Raises:
        StatusError (default): OK
    """
    return _COUNT_BOOKS.request()


_ANY_BOOK = API.get(
    ("/books/any",),
    responses={200: Json(lambda: Annotated[models.Book | models.Fault, OneOf()], media_type="*/*")},
)


def any_book() -> Request[models.Book | models.Fault]:
    """`GET /books/any`"""
    return _ANY_BOOK.request()


_TAG_BOOKS = API.get(
    ("/books/tags",),
    responses={200: Json(dict[str, str], media_type="*/*")},
)


def tag_books() -> Request[dict[str, str]]:
    """`GET /books/tags`"""
    return _TAG_BOOKS.request()


_PAGE_BOOKS = API.get(
    ("/books/pages",),
    parameters=(Query("cursor", str),),
    responses={200: Json(lambda: models.PageBooksResponse, media_type="*/*")},
    pagination=Cursor(parameter="cursor", next="/next_cursor", items="/books"),
)


def page_books(*, cursor: str | None = None) -> PagedRequest[models.PageBooksResponse, models.Book]:
    """`GET /books/pages`

    `client.pages(...)` and `client.items(...)` go on from this page, by `cursor`.
    """
    return _PAGE_BOOKS.paged(cursor)


class Shelf(Group[ClientT]):
    """Operations of `shelf`."""

    list_books = method(list_books)
    put_book = method(put_book)
    count_books = method(count_books)
    any_book = method(any_book)
    tag_books = method(tag_books)
    page_books = paged_method(page_books)
