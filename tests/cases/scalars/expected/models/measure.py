from __future__ import annotations

from typing import Annotated

from .. import models
from .._runtime import UNSET, Int32, Int64, Model, OrOther, Unset

__all__ = ("Measure",)


class Measure(Model, extra=Int32):
    whole: Int32 | None = None
    number: Int32 | None = None
    untyped: Annotated[Int64, OrOther()] | Unset = UNSET
    both: Int32 | None = None
    tight: models.Tight | None = None
    positive: models.Positive | None = None
    wide: models.Wide | None = None
    listed: list[Int32] | None = None
    nullable: Int32 | None | Unset = UNSET
    either: Int32 | str | None = None
    id: models.Id | None = None
    by_name: dict[str, Int64] | None = None
    pair: tuple[Int32, str] | None = None
