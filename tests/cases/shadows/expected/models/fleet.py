from __future__ import annotations

from .. import models
from .._runtime import UNSET, Model, Unset

__all__ = ("Fleet",)


class Fleet(Model):
    garages: list[models.Garage] | None = None
    first: models.GarageModelsItem | None = None
    told: models.Vehicle | Unset = UNSET
