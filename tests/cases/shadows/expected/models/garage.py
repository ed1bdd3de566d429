from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models, models as models2
from .._runtime import Model, OneOf

__all__ = ("Garage", "GarageModelsItem")

GarageModelsItem: TypeAlias = Annotated[Union["models.Car", "models.Boat"], OneOf()]


class Garage(Model):
    models: list[Annotated[models2.Car | models2.Boat, OneOf()]] | None = None
    other: Annotated[models2.Car | models2.Boat, OneOf()] | None = None
