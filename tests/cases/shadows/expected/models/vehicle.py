from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, Union

from .. import models
from .._runtime import Discriminator, Model

__all__ = ("Vehicle", "VehicleAny")

Vehicle: TypeAlias = Annotated[
    Union["models.Car", "models.Plane", "VehicleAny", "models.Parts", None],
    Discriminator("kind", {"car": "Car", "plane": "Plane", "parts": "Parts", "any": "VehicleAny"}),
]
"""The variants may be null, or have no name."""


class VehicleAny(Model, extra=int):
    kind: Literal["any"] = "any"
