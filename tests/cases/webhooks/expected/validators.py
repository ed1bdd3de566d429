"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

Id: TypeAlias = Annotated[str, Meta(pattern=r"^o[0-9]+\Z")]
"""Matches `^o[0-9]+$`."""


def is_id(value: object) -> TypeGuard[str]:
    """Whether the value is an `Id`."""
    return is_valid(value, Id)


def check_id(value: object) -> str:
    """The value, if it is an `Id`; raises ValueError otherwise."""
    result: str = checked(value, Id, "Id")
    return result
