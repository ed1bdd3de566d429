from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator

__all__ = ("Shape",)

Shape: TypeAlias = Annotated[
    Union["models.Square", "models.Circle"], Discriminator("kind", {"square": "Square", "circle": "Circle"})
]
