"""Request functions of `car`."""

from __future__ import annotations

from typing import Annotated

from .. import models
from .._api import API
from .._runtime import ClientT, Discriminator, Group, Json, Request, method

_LIST_CARS = API.get(
    ("/cars",),
    responses={
        200: Json(
            lambda: list[
                Annotated[models.Car | models.Plane | None, Discriminator("kind", {"car": "Car", "plane": "Plane"})]
            ]
        ),
    },
)


def list_cars() -> Request[list[models.Car | models.Plane | None]]:
    """`GET /cars`

    Returns:
        200: The group has the name of a variant, and that of the alias below is imported here.
    """
    return _LIST_CARS.request()


class Car(Group[ClientT]):
    """Operations of `car`."""

    list_cars = method(list_cars)
