"""Request functions of `uncertain`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Query, Request, method

_LIST_FROM_ZERO = API.get(
    ("/uncertain/zero",),
    parameters=(Query("page", lambda: models.Page), Query("limit", int)),
    responses={200: Json(list[str])},
)


def list_from_zero(*, page: int | None = None, limit: int | None = None) -> Request[list[str]]:
    """`GET /uncertain/zero`

    Returns:
        200: Pages are counted from 0, perhaps.
    """
    return _LIST_FROM_ZERO.request(page, limit)


_LIST_TWO = API.get(
    ("/uncertain/two",),
    responses={200: Json(lambda: models.ListTwoResponse)},
)


def list_two() -> Request[models.ListTwoResponse]:
    """`GET /uncertain/two`

    Returns:
        200: Two arrays, either of which may hold the items.
    """
    return _LIST_TWO.request()


_LIST_NEXT = API.get(
    ("/uncertain/next",),
    responses={200: Json(lambda: models.ListNextResponse)},
)


def list_next() -> Request[models.ListNextResponse]:
    """`GET /uncertain/next`

    Returns:
        200: Something called next.
    """
    return _LIST_NEXT.request()


_LIST_FROM_UNKNOWN = API.get(
    ("/from_unknown",),
    parameters=(Query("page", int), Query("limit", int)),
    responses={200: Json(lambda: list[models.Pet])},
)


def list_from_unknown(*, page: int | None = None, limit: int | None = None) -> Request[list[models.Pet]]:
    """Whether pages are counted from 0 or 1, it does not say. (`GET /from_unknown`)

    Returns:
        200: Pets.
    """
    return _LIST_FROM_UNKNOWN.request(page, limit)


_LIST_BOTH = API.get(
    ("/uncertain/both",),
    parameters=(Query("marker", str), Query("usemarker", bool), Query("offset", int), Query("limit", int)),
    responses={200: Json(lambda: models.ListBothResponse)},
)


def list_both(
    *, marker: str | None = None, usemarker: bool | None = None, offset: int | None = None, limit: int | None = None
) -> Request[models.ListBothResponse]:
    """A marker must be switched on first, so nobody can tell. (`GET /uncertain/both`)

    Returns:
        200: Pets.
    """
    return _LIST_BOTH.request(marker, usemarker, offset, limit)


class UncertainGroup(Group[ClientT]):
    """Operations of `uncertain`."""

    list_from_zero = method(list_from_zero)
    list_two = method(list_two)
    list_next = method(list_next)
    list_from_unknown = method(list_from_unknown)
    list_both = method(list_both)
