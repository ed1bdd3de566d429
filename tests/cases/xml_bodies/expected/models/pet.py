from __future__ import annotations

import datetime as dt
from typing import Annotated

from .. import models
from .._runtime import UNSET, Model, OneOf, Unset, XmlNode, field

__all__ = ("Pet",)


class Pet(
    Model,
    xml={
        "id": XmlNode(kind="attribute"),
        "photoUrls": XmlNode(items=XmlNode("photoUrl")),
        "notes": XmlNode("note"),
        "born": XmlNode("birthday"),
    },
):
    id: int
    name: str
    photo_urls: list[str] = field(name="photoUrls")
    notes: list[str]
    born: dt.date | None = None
    weight: float | None | Unset = UNSET
    owner: Annotated[models.Person | models.Company, OneOf()] | None = None
    labels: dict[str, str] | None = None
    lang: str | None = None
