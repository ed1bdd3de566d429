from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator

__all__ = ("Pet",)

Pet: TypeAlias = Annotated[
    Union["models.Cat", "models.Dog"], Discriminator("species", {"cat": "Cat", "dog": "Dog", "puppy": "Dog"})
]
"""A cat or a dog."""
