from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator

__all__ = ("Plant",)

Plant: TypeAlias = Annotated[
    Union["models.Tree", "models.Flower"], Discriminator("sort", {"Tree": "Tree", "Flower": "Flower"})
]
