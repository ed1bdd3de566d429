"""Request functions of `pets`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Request, method

_LIST_PETS = API.get(
    ("/pets",),
    responses={200: Json(lambda: list[models.Pet])},
)


def list_pets() -> Request[list[models.Pet]]:
    """`GET /pets`

    Returns:
        200: Every pet.
    """
    return _LIST_PETS.request()


_LIST_EVENTS = API.get(
    ("/events",),
    responses={200: Json(lambda: list[models.Cat | models.Dog | str | None])},
)


def list_events() -> Request[list[models.Cat | models.Dog | str | None]]:
    """`GET /events`

    Returns:
        200: What happened.
    """
    return _LIST_EVENTS.request()


class Pets(Group[ClientT]):
    """Operations of `pets`."""

    list_pets = method(list_pets)
    list_events = method(list_events)
