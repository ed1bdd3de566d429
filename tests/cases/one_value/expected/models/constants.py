from __future__ import annotations

from typing import Annotated, Literal

from .. import models
from .._runtime import Deprecated, Model, Values, deprecated_field

__all__ = ("Constants",)


class Constants(Model):
    text: Literal["x"] = "x"
    whole: Literal[1] = 1
    fraction: Annotated[float, Values(1.5)] = 1.5
    yes: Literal[True] = True
    named: models.Level = 1
    nothing: None = None
    either: Literal["x"] | None
    unasked: Literal["x"] | None = None
    dash_ed: Deprecated[Literal["v"]] = deprecated_field(default="v", name="dash-ed")
    """Deprecated."""
