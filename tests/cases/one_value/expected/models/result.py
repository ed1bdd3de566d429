from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator

__all__ = ("Result",)

Result: TypeAlias = Annotated[Union["models.Good", "models.Bad"], Discriminator("ok", {"true": "Good", "false": "Bad"})]
