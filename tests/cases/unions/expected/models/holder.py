from __future__ import annotations

from typing import Annotated

from .. import models
from .._runtime import UNSET, Model, OneOf, Unset

__all__ = ("Holder", "HolderAll", "HolderInlineVariant1", "HolderInlineVariant2")


class Holder(Model):
    maybe: models.Maybe | Unset = UNSET
    number: models.Number | None = None
    model: models.ModelModel | None = None
    json: models.Json | Unset = UNSET
    pet: models.Pet | None | Unset = UNSET
    inline: Annotated[HolderInlineVariant1 | HolderInlineVariant2, OneOf()] | None = None
    all: HolderAll | None = None


class HolderInlineVariant1(Model):
    a: int


class HolderInlineVariant2(Model):
    b: int


class HolderAll(Model):
    species: str
    lives: int
    color: str | None = None
