from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from msgspec import Meta

from .. import models
from .._runtime import UNSET, AsText, Deprecated, Model, UniqueItems, Unset, deprecated_field

__all__ = ("Thing", "ThingParts", "ThingRequest", "ThingRequestParts")

ThingParts: TypeAlias = Annotated[list["models.Part"], Meta(max_length=3), UniqueItems()]
ThingRequestParts: TypeAlias = Annotated[list["models.PartRequest"], Meta(max_length=3), UniqueItems()]


class Thing(Model):
    """Every combination of required and nullable."""

    name: models.Name
    """Always there, never null."""
    nickname: str | None
    """Always there, perhaps null."""
    size: models.Size | None = None
    """Perhaps there, never null. Default: `1.5`."""
    color: str | None | Unset = UNSET
    """Perhaps there, perhaps null."""
    kind: Literal["thing"] = "thing"
    """Of one kind only."""
    state: Literal["new", "used"] | str | None | Unset = UNSET
    parts: ThingParts
    labels: dict[str, str] | None = None
    """Anything that was noted."""
    raw: Any | Unset = UNSET
    count: models.Count | None = None
    made: dt.date | None = None
    key: Deprecated[UUID | None] = deprecated_field(default=None)
    """Deprecated."""
    price: Annotated[Decimal, AsText()] | None = None


class ThingRequest(Model):
    """Every combination of required and nullable."""

    name: models.Name
    """Always there, never null."""
    nickname: str | None
    """Always there, perhaps null."""
    size: models.Size | None = None
    """Perhaps there, never null. Default: `1.5`."""
    color: str | None | Unset = UNSET
    """Perhaps there, perhaps null."""
    kind: Literal["thing"] = "thing"
    """Of one kind only."""
    state: Literal["new", "used"] | str | None | Unset = UNSET
    parts: ThingRequestParts
    labels: dict[str, str] | None = None
    """Anything that was noted."""
    raw: Any | Unset = UNSET
    count: models.Count | None = None
    made: dt.date | None = None
    key: Deprecated[UUID | None] = deprecated_field(default=None)
    """Deprecated."""
    price: Annotated[Decimal, AsText()] | None = None
