"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

Q: TypeAlias = Annotated[str, Meta(max_length=5, pattern=r"^[a-z]+\Z")]
"""0 to 5 characters; matches `^[a-z]+$`."""


def is_q(value: object) -> TypeGuard[str]:
    """Whether the value is a `Q`."""
    return is_valid(value, Q)


def check_q(value: object) -> str:
    """The value, if it is a `Q`; raises ValueError otherwise."""
    result: str = checked(value, Q, "Q")
    return result
