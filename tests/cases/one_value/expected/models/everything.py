from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import UNSET, Discriminator, Model, Unset, field

__all__ = (
    "Everything",
    "EverythingMerged",
    "EverythingMergedLeft",
    "EverythingMergedRight",
    "EverythingPartly",
    "EverythingPartlyVariant2",
)

EverythingMerged: TypeAlias = Annotated[
    Union["EverythingMergedLeft", "EverythingMergedRight"],
    Discriminator("kind", {"l": "EverythingMergedLeft", "r": "EverythingMergedRight"}),
]

EverythingPartly: TypeAlias = Annotated[
    Union["models.Square", "EverythingPartlyVariant2"], Discriminator("kind", {"square": "Square"})
]


class Everything(Model):
    counted: models.Counted | None = None
    result: models.Result | None = None
    constants: models.Constants | None = None
    shape: models.Shape | None = None
    shapes: list[models.Shape] | None = None
    by_name: dict[str, models.Shape] | None = field(default=None, name="byName")
    maybe: models.Shape | None | Unset = UNSET
    vehicle: models.Vehicle | None = None
    plant: models.Plant | None = None
    event: models.Event | None = None
    animal: models.Animal | None = None
    based: models.Based | None = None
    numbered: models.Numbered | None = None
    merged: EverythingMerged | None = None
    partly: EverythingPartly | None = None


class EverythingMergedLeft(Model):
    kind: str = "l"
    shared: int | None = None
    x: int | None = None


class EverythingMergedRight(Model):
    kind: str = "r"
    shared: int | None = None
    x: int | None = None


class EverythingPartlyVariant2(Model):
    kind: str | None = None
    odd: bool | None = None
