from __future__ import annotations

from typing import TypeAlias

from .pet import Pet

__all__ = ("Described",)

Described: TypeAlias = Pet
"""A pet with a word about it."""
