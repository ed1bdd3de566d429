"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

Limit: TypeAlias = Annotated[float, Meta(ge=5)]
"""At least 5."""


def is_limit(value: object) -> TypeGuard[float]:
    """Whether the value is a `Limit`."""
    return is_valid(value, Limit)


def check_limit(value: object) -> float:
    """The value, if it is a `Limit`; raises ValueError otherwise."""
    result: float = checked(value, Limit, "Limit")
    return result


Mixed: TypeAlias = Annotated[str, Meta(max_length=2)]
"""0 to 2 characters."""


def is_mixed(value: object) -> TypeGuard[str]:
    """Whether the value is a `Mixed`."""
    return is_valid(value, Mixed)


def check_mixed(value: object) -> str:
    """The value, if it is a `Mixed`; raises ValueError otherwise."""
    result: str = checked(value, Mixed, "Mixed")
    return result


Either: TypeAlias = Annotated[str, Meta(max_length=1)]
"""0 to 1 characters."""


def is_either(value: object) -> TypeGuard[str]:
    """Whether the value is an `Either`."""
    return is_valid(value, Either)


def check_either(value: object) -> str:
    """The value, if it is an `Either`; raises ValueError otherwise."""
    result: str = checked(value, Either, "Either")
    return result


ThingEither: TypeAlias = Annotated[str, Meta(min_length=3)]
"""3 or more characters."""


def is_thing_either(value: object) -> TypeGuard[str]:
    """Whether the value is a `ThingEither`."""
    return is_valid(value, ThingEither)


def check_thing_either(value: object) -> str:
    """The value, if it is a `ThingEither`; raises ValueError otherwise."""
    result: str = checked(value, ThingEither, "ThingEither")
    return result


Checked: TypeAlias = Annotated[str, Meta(min_length=2)]
"""2 or more characters."""


def is_checked(value: object) -> TypeGuard[str]:
    """Whether the value is a `Checked`."""
    return is_valid(value, Checked)


def check_checked(value: object) -> str:
    """The value, if it is a `Checked`; raises ValueError otherwise."""
    result: str = checked(value, Checked, "Checked")
    return result


Code2: TypeAlias = Annotated[str, Meta(max_length=3, pattern="^a")]
"""A code; some are numbers. 0 to 3 characters; matches `^a`."""


def is_code2(value: object) -> TypeGuard[str]:
    """Whether the value is a `Code2`."""
    return is_valid(value, Code2)


def check_code2(value: object) -> str:
    """The value, if it is a `Code2`; raises ValueError otherwise."""
    result: str = checked(value, Code2, "Code2")
    return result


PutThingLimit: TypeAlias = Annotated[float, Meta(le=9)]
"""At most 9."""


def is_put_thing_limit(value: object) -> TypeGuard[float]:
    """Whether the value is a `PutThingLimit`."""
    return is_valid(value, PutThingLimit)


def check_put_thing_limit(value: object) -> float:
    """The value, if it is a `PutThingLimit`; raises ValueError otherwise."""
    result: float = checked(value, PutThingLimit, "PutThingLimit")
    return result
