from __future__ import annotations

from typing import Annotated, TypeAlias, Union
from uuid import UUID

from msgspec import Meta

from .. import models
from .._runtime import UNSET, Model, OneOf, Sensitive, Uncertain, Unset

__all__ = ("Contact", "ContactHosts")

ContactHosts: TypeAlias = Annotated[
    Union[Annotated[list[str], Uncertain()], Annotated[list[str], Meta(max_length=1)]], OneOf()
]


class Contact(Model):
    """What may be blank, as some frameworks write it. No format here but `uuid` is judged."""

    inline: Annotated[Annotated[str, Uncertain()] | models.Inline, OneOf()] | None = None
    named: Annotated[Annotated[models.Address, Uncertain()] | models.Blank, OneOf()] | None | Unset = UNSET
    other: Annotated[Annotated[str, Uncertain()] | models.Other, OneOf()] | None = None
    hosts: ContactHosts | None = None
    inside: Annotated[Annotated[models.Person, Uncertain(("mail",))] | models.Company, OneOf()] | None = None
    items: list[Annotated[Annotated[str, Uncertain()] | models.Inline, OneOf()]] | None = None
    both: Annotated[Annotated[str, Uncertain()] | Annotated[models.Both, Uncertain()], OneOf()] | None = None
    surely: Annotated[Annotated[str, Uncertain()] | models.Surely | models.ContactSurely, OneOf()] | None = None
    judged: Annotated[UUID | models.Judged, OneOf()] | None = None
    secret: Annotated[Annotated[str, Sensitive()] | models.Surely, OneOf()] | None = None
