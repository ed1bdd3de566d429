"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z]+\Z")]
"""Matches `^[a-z]+$`."""


def is_identifier(value: object) -> TypeGuard[str]:
    """Whether the value is an `Identifier`."""
    return is_valid(value, Identifier)


def check_identifier(value: object) -> str:
    """The value, if it is an `Identifier`; raises ValueError otherwise."""
    result: str = checked(value, Identifier, "Identifier")
    return result
