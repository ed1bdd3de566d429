from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator

__all__ = ("Animal",)

Animal: TypeAlias = Annotated[
    Union["models.Cat", "models.Other"], Discriminator("species", {"cat": "Cat", "Other": "Other"}, default="Other")
]
