"""Request functions of `pets`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Request, method

_LIST_PETS = API.get(
    ("/pets",),
    responses={200: Json(lambda: list[models.Animal])},
)


def list_pets() -> Request[list[models.Animal]]:
    """`GET /pets`

    Returns:
        200: Every animal.
    """
    return _LIST_PETS.request()


class Pets(Group[ClientT]):
    """Operations of `pets`."""

    list_pets = method(list_pets)
