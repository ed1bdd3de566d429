"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import Int32, checked, is_valid

Name: TypeAlias = Annotated[str, Meta(min_length=1)]
"""Always there, never null. 1 or more characters."""


def is_name(value: object) -> TypeGuard[str]:
    """Whether the value is a `Name`."""
    return is_valid(value, Name)


def check_name(value: object) -> str:
    """The value, if it is a `Name`; raises ValueError otherwise."""
    result: str = checked(value, Name, "Name")
    return result


Size: TypeAlias = Annotated[float, Meta(ge=0)]
"""Perhaps there, never null. At least 0. Default: `1.5`."""


def is_size(value: object) -> TypeGuard[float]:
    """Whether the value is a `Size`."""
    return is_valid(value, Size)


def check_size(value: object) -> float:
    """The value, if it is a `Size`; raises ValueError otherwise."""
    result: float = checked(value, Size, "Size")
    return result


Count: TypeAlias = Annotated[Int32, Meta(lt=10, multiple_of=2)]
"""Less than 10; a multiple of 2."""


def is_count(value: object) -> TypeGuard[int]:
    """Whether the value is a `Count`."""
    return is_valid(value, Count)


def check_count(value: object) -> int:
    """The value, if it is a `Count`; raises ValueError otherwise."""
    result: int = checked(value, Count, "Count")
    return result
