from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator

__all__ = ("Numbered",)

Numbered: TypeAlias = Annotated[
    Union["models.First", "models.Second"], Discriminator("number", {"1": "First", "2": "Second"})
]
