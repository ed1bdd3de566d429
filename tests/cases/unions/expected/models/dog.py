from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import Model

if TYPE_CHECKING:
    from .pet import Pet

__all__ = ("Dog",)


class Dog(Model):
    species: str
    barks: bool
    friends: list[Pet] | None = None
