from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator

__all__ = ("Counted",)

Counted: TypeAlias = Annotated[
    Union["models.Single", "models.Double"], Discriminator("count", {"1": "Single", "2": "Double"})
]
