"""Request functions of `uncertain`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Query, Request, method

_LIST_FROM_ZERO = API.operation(
    "GET",
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


_LIST_TWO = API.operation(
    "GET",
    ("/uncertain/two",),
    responses={200: Json(lambda: models.ListTwoResponse)},
)


def list_two() -> Request[models.ListTwoResponse]:
    """`GET /uncertain/two`

    Returns:
        200: Two arrays, either of which may hold the items.
    """
    return _LIST_TWO.request()


_LIST_NEXT = API.operation(
    "GET",
    ("/uncertain/next",),
    responses={200: Json(lambda: models.ListNextResponse)},
)


def list_next() -> Request[models.ListNextResponse]:
    """`GET /uncertain/next`

    Returns:
        200: Something called next.
    """
    return _LIST_NEXT.request()


class Uncertain(Group[ClientT]):
    """Operations of `uncertain`."""

    list_from_zero = method(list_from_zero)
    list_two = method(list_two)
    list_next = method(list_next)
