from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, Union

from .. import models
from .._runtime import AnyOf

__all__ = ("AnyModel",)

AnyModel: TypeAlias = Annotated[Union["models.KnownModel", Literal["huge", "vast"], str], AnyOf()]
