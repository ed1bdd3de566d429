"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

Number2: TypeAlias = Annotated[int, Meta(le=10)]
"""At most 10."""


def is_number2(value: object) -> TypeGuard[int]:
    """Whether the value is a `Number2`."""
    return is_valid(value, Number2)


def check_number2(value: object) -> int:
    """The value, if it is a `Number2`; raises ValueError otherwise."""
    result: int = checked(value, Number2, "Number2")
    return result


Number3: TypeAlias = Annotated[int, Meta(ge=5)]
"""At least 5."""


def is_number3(value: object) -> TypeGuard[int]:
    """Whether the value is a `Number3`."""
    return is_valid(value, Number3)


def check_number3(value: object) -> int:
    """The value, if it is a `Number3`; raises ValueError otherwise."""
    result: int = checked(value, Number3, "Number3")
    return result
