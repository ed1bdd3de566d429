from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import OneOf

__all__ = ("Number",)

Number: TypeAlias = Annotated[Union["models.Number2", "models.Number3"], OneOf()]
