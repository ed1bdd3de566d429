from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

from .. import models
from .._runtime import UNSET, Model, UniqueItems, Unset

__all__ = ("Texts", "TextsDistinct", "TextsEmbedding")

TextsEmbedding: TypeAlias = Annotated[list[float], Meta(min_length=1536, max_length=1536)]
TextsDistinct: TypeAlias = Annotated[tuple[str, str], UniqueItems()]


class Texts(Model):
    price: models.Price | None = None
    id: models.TextsId | None = None
    when: models.When | None = None
    day: models.Day | None = None
    at: models.At | None = None
    span: models.Span | None = None
    octets: models.Octets | None = None
    maybe: models.When | None | Unset = UNSET
    ids: list[models.IdsItem] | None = None
    sid: models.Sid | None = None
    slow: models.Slow | None = None
    twice: models.Twice | None = None
    embedding: TextsEmbedding | None = None
    couple: tuple[str, int] | None = None
    distinct: TextsDistinct | None = None
    numbers: dict[str, int] | None = None
    named: models.Numbers | None = None
