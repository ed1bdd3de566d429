from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from .._runtime import Discriminator

if TYPE_CHECKING:
    from .cat import Cat
    from .dog import Dog

__all__ = ("Pet",)

Pet: TypeAlias = Annotated[
    Union["Cat", "Dog"], Discriminator("species", {"cat": "Cat", "dog": "Dog", "puppy": "Dog"})
]
"""A cat or a dog."""
