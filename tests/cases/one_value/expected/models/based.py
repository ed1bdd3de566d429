from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator, Model

__all__ = ("Based", "BasedBase")

Based: TypeAlias = Annotated[
    Union["models.Low", "BasedBase"], Discriminator("tone", {"low": "Low", "Based": "BasedBase"}, default="BasedBase")
]


class BasedBase(Model):
    tone: str
