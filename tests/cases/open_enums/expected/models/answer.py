from __future__ import annotations

from typing import Annotated, Literal

from .. import models
from .._runtime import AnyOf, Model, OneOf

__all__ = ("Answer",)


class Answer(Model):
    model: models.AnyModel | None = None
    currency: models.KnownCurrency | None = None
    choice: Annotated[models.Mode | str | models.Function | models.Tool, OneOf()] | None = None
    either: Annotated[str | Literal["a", "b"], OneOf(), AnyOf()] | None = None
