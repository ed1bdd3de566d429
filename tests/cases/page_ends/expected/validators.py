"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

Page: TypeAlias = Annotated[int, Meta(ge=1)]
"""At least 1. Default: `1`."""


def is_page(value: object) -> TypeGuard[int]:
    """Whether the value is a `Page`."""
    return is_valid(value, Page)


def check_page(value: object) -> int:
    """The value, if it is a `Page`; raises ValueError otherwise."""
    result: int = checked(value, Page, "Page")
    return result


ZeroPagesPage: TypeAlias = Annotated[int, Meta(ge=0)]
"""At least 0. Default: `0`."""


def is_zero_pages_page(value: object) -> TypeGuard[int]:
    """Whether the value is a `ZeroPagesPage`."""
    return is_valid(value, ZeroPagesPage)


def check_zero_pages_page(value: object) -> int:
    """The value, if it is a `ZeroPagesPage`; raises ValueError otherwise."""
    result: int = checked(value, ZeroPagesPage, "ZeroPagesPage")
    return result
