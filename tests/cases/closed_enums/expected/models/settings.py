from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from .. import models
from .._runtime import UNSET, Model, OneOf, Unset, Values, field

__all__ = ("Settings",)


class Settings(Model):
    fraction: Annotated[float, Values(0.5, 1.5)] | None = None
    named: models.Level | None = None
    mixed: Literal[1, "one", True] | int | str | bool | None | Unset = UNSET
    mixed_fractions: Annotated[Any, Values(1.5, "one")] | None | Unset = field(default=UNSET, name="mixedFractions")
    mixed_named: models.Mixed | Unset = field(default=UNSET, name="mixedNamed")
    text: Literal["a", "b"] | str | None = None
    whole: Literal[1, 2] | int | None = None
    object: Annotated[Any, Values({"a": 1}, {"a": 2})] | None = None
    list_: list[Annotated[float, Values(0.5, 1.5)]] | None = field(default=None, name="list")
    words: list[models.Word | str] | None = None
    by_name: dict[str, Literal["a", "b"] | str] | None = field(default=None, name="byName")
    yes: Literal[True] | None = None
    perhaps: Literal["a"] | None | Unset = UNSET
    either: Annotated[Literal["a", "b"] | str | Annotated[float, Values(1.5, 2.5)] | dt.date, OneOf()] | None = None
    both: Literal["a", "b", "c", "d"] | str | None = None
    part: models.Part | None = None
    parts: list[models.Part] | None = None
    note: str | None = None
