from __future__ import annotations

import datetime as dt
from typing import Annotated, TypeAlias

from msgspec import Meta

from .. import models
from .._runtime import UNSET, Model, Not, OrOther, Unset

__all__ = ("Thing", "ThingChecked", "ThingNames")

ThingNames: TypeAlias = Annotated[Annotated[list[str], Meta(max_length=2)], OrOther()]
ThingChecked: TypeAlias = Annotated["models.Checked", Not(None), OrOther()]


class Thing(Model):
    """Only its properties say that it is an object."""

    code: models.Code | Unset = UNSET
    limit: Annotated[models.Limit, OrOther()] | Unset = UNSET
    when: Annotated[dt.datetime, OrOther()] | Unset = UNSET
    names: ThingNames | Unset = UNSET
    counts: Annotated[dict[str, int], OrOther()] | Unset = UNSET
    mixed: Annotated[models.Mixed | models.Limit, OrOther()] | Unset = UNSET
    either: models.Either | models.ThingEither | None = None
    checked: ThingChecked | Unset = UNSET
