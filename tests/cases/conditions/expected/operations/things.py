"""Request functions of `things`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Request, method

_LIST_THINGS = API.get(
    ("/things",),
    responses={200: Json(lambda: list[models.Thing])},
)


def list_things() -> Request[list[models.Thing]]:
    """`GET /things`

    Returns:
        200: Things.
    """
    return _LIST_THINGS.request()


class Things(Group[ClientT]):
    """Operations of `things`."""

    list_things = method(list_things)
