"""Request functions of `annotations`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Request, method

_CREATE_ITEM = API.post(
    ("/items",),
    body=Json(lambda: models.CreateItem),
    responses={201: Json(lambda: list[models.ItemView])},
)


def create_item(*, body: models.CreateItem) -> Request[list[models.ItemView]]:
    """`POST /items`

    Returns:
        201: The item.
    """
    return _CREATE_ITEM.request(body=body)


class Annotations(Group[ClientT]):
    """Notes."""

    create_item = method(create_item)
