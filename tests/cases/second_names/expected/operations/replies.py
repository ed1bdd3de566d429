"""Request functions of `replies`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Query, Request, Values, method

_SORT_ITEMS = API.get(
    ("/items",),
    parameters=(
        Query("by", Annotated[Any, Values({"field": "a"}, {"field": "b"})]),
        Query("near", Literal["models.x", "Literal[", "OAuthFlow("]),
    ),
    responses={200: Json(lambda: models.Sort)},
)


def sort_items(
    *, by: Any = None, near: Literal["models.x", "Literal[", "OAuthFlow("] | None = None
) -> Request[models.Sort]:
    """`GET /items`

    Returns:
        200: Where.
    """
    return _SORT_ITEMS.request(by, near)


class Replies(Group[ClientT]):
    """Part of `annotations`."""

    sort_items = method(sort_items)
