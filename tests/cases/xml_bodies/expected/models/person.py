from __future__ import annotations

from .. import models
from .._runtime import Model, XmlNode, field

__all__ = ("Person",)


class Person(
    Model,
    xml={
        "firstName": XmlNode("first-name"),
        "pets": XmlNode(items=XmlNode("pet", namespace="https://pets.example/schema", prefix="p")),
    },
):
    first_name: str = field(name="firstName")
    pets: list[models.Pet] | None = None
