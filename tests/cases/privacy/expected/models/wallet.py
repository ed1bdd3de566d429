from __future__ import annotations

from typing import Annotated, Any, Literal, Never

from .. import models
from .._runtime import UNSET, Model, PatternProperties, PrefixItems, UniqueItems, Unset, Values

__all__ = ("Wallet",)


class Wallet(Model):
    card: models.Card | None = None
    spare: models.Card | int | None = None
    cards: list[models.Card] | None = None
    by_name: dict[str, models.Code] | None = None
    grade: models.Grade | str | None = None
    grades: Annotated[list[models.Grade | str], UniqueItems()] | None = None
    step: Annotated[float, Values(0.5, 1.5)] | None = None
    mood: models.Grade | str | None | Unset = UNSET
    kind: Literal["wallet"] | None = None
    pin: models.Pin | None = None
    pair: Annotated[list[int], PrefixItems((int, int), rest=Never)] | None = None
    pattern: Annotated[dict[str, Any], PatternProperties((("^x-", int),))] | None = None
