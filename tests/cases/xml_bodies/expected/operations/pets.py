"""Request functions of `pets`."""

from __future__ import annotations

from typing import Literal

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Request, Xml, XmlNode, method

_LIST_PETS = API.get(
    ("/pets",),
    responses={
        200: (
            Xml(
                lambda: models.Pets,
                XmlNode("pets", items=XmlNode("pet", namespace="https://pets.example/schema", prefix="p")),
            ),
            Json(lambda: models.Pets),
        ),
    },
)


def list_pets() -> Request[models.Pets]:
    """`GET /pets`

    Returns:
        200: All pets.
    """
    return _LIST_PETS.request()


_ADD_PET = API.post(
    ("/pets",),
    body=(
        Json(lambda: models.Pet),
        Xml(lambda: models.Pet, XmlNode("pet", namespace="https://pets.example/schema", prefix="p")),
    ),
    responses={
        201: Xml(lambda: models.Pet, XmlNode("pet", namespace="https://pets.example/schema", prefix="p")),
        400: Xml(lambda: models.Problem, XmlNode("Problem"), media_type="application/problem+xml"),
    },
)


def add_pet(
    *, body: models.Pet, content_type: Literal["application/xml", "application/json"] | None = None
) -> Request[models.Pet]:
    """`POST /pets`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Returns:
        201: The pet.
    Raises:
        BadRequest: What was wrong.
    """
    return _ADD_PET.request(body=body, content_type=content_type)


_IMPORT_PETS = API.put(
    ("/pets/import",),
    body=Xml(
        lambda: list[models.Pet],
        XmlNode(items=XmlNode("pet", namespace="https://pets.example/schema", prefix="p")),
        media_type="text/xml",
        required=False,
    ),
    responses={204: None},
)


def import_pets(*, body: list[models.Pet] | None = None) -> Request[None]:
    """`PUT /pets/import`

    Returns:
        204: Done.
    """
    return _IMPORT_PETS.request(body=body)


class Pets(Group[ClientT]):
    """Operations of `pets`."""

    list_pets = method(list_pets)
    add_pet = method(add_pet)
    import_pets = method(import_pets)
