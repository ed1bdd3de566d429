from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator

__all__ = ("Vehicle",)

Vehicle: TypeAlias = Annotated[
    Union["models.Car", "models.Boat"], Discriminator("type", {"car": "Car", "boat": "Boat", "ship": "Boat"})
]
