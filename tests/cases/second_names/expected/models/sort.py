from __future__ import annotations

from typing import Annotated, Any

from .. import models
from .._runtime import Model, Not, Properties

__all__ = ("Sort",)


class Sort(
    Model,
    extra=list["models.Location"],
    assertions=(Not(Annotated[Any, Properties({"not": list["models.Location"]}, required=("not",))]),),
):
    mode: str | None = None
