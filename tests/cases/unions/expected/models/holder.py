from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from .._runtime import UNSET, Model, OneOf, Unset

if TYPE_CHECKING:
    from .json import Json
    from .maybe import Maybe
    from .model import ModelModel
    from .number import Number
    from .pet import Pet

__all__ = ("Holder", "HolderAll", "HolderInlineVariant1", "HolderInlineVariant2")


class Holder(Model):
    maybe: Maybe | Unset = UNSET
    number: Number | None = None
    model: ModelModel | None = None
    json: Json | Unset = UNSET
    pet: Pet | None | Unset = UNSET
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
