"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

GetCountResponse: TypeAlias = Annotated[int, Meta(ge=0)]
"""At least 0."""


def is_get_count_response(value: object) -> TypeGuard[int]:
    """Whether the value is a `GetCountResponse`."""
    return is_valid(value, GetCountResponse)


def check_get_count_response(value: object) -> int:
    """The value, if it is a `GetCountResponse`; raises ValueError otherwise."""
    result: int = checked(value, GetCountResponse, "GetCountResponse")
    return result


GetNameResponse: TypeAlias = Annotated[str, Meta(max_length=3, pattern=r"^[a-z]+\Z")]
"""0 to 3 characters; matches `^[a-z]+$`."""


def is_get_name_response(value: object) -> TypeGuard[str]:
    """Whether the value is a `GetNameResponse`."""
    return is_valid(value, GetNameResponse)


def check_get_name_response(value: object) -> str:
    """The value, if it is a `GetNameResponse`; raises ValueError otherwise."""
    result: str = checked(value, GetNameResponse, "GetNameResponse")
    return result
