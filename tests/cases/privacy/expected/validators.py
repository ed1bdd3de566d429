"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

Code: TypeAlias = Annotated[str, Meta(min_length=40)]
"""40 or more characters."""


def is_code(value: object) -> TypeGuard[str]:
    """Whether the value is a `Code`."""
    return is_valid(value, Code)


def check_code(value: object) -> str:
    """The value, if it is a `Code`; raises ValueError otherwise."""
    result: str = checked(value, Code, "Code")
    return result


Number: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9]{16}\Z")]
"""Matches `^[0-9]{16}$`."""


def is_number(value: object) -> TypeGuard[str]:
    """Whether the value is a `Number`."""
    return is_valid(value, Number)


def check_number(value: object) -> str:
    """The value, if it is a `Number`; raises ValueError otherwise."""
    result: str = checked(value, Number, "Number")
    return result


Pin: TypeAlias = Annotated[str, Meta(min_length=40)]
"""40 or more characters."""


def is_pin(value: object) -> TypeGuard[str]:
    """Whether the value is a `Pin`."""
    return is_valid(value, Pin)


def check_pin(value: object) -> str:
    """The value, if it is a `Pin`; raises ValueError otherwise."""
    result: str = checked(value, Pin, "Pin")
    return result
