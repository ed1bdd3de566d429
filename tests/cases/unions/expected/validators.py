"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

Address: TypeAlias = Annotated[str, Meta(max_length=100)]
"""0 to 100 characters."""


def is_address(value: object) -> TypeGuard[str]:
    """Whether the value is an `Address`."""
    return is_valid(value, Address)


def check_address(value: object) -> str:
    """The value, if it is an `Address`; raises ValueError otherwise."""
    result: str = checked(value, Address, "Address")
    return result


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


Inline: TypeAlias = Annotated[str, Meta(max_length=0)]
"""0 to 0 characters."""


def is_inline(value: object) -> TypeGuard[str]:
    """Whether the value is an `Inline`."""
    return is_valid(value, Inline)


def check_inline(value: object) -> str:
    """The value, if it is an `Inline`; raises ValueError otherwise."""
    result: str = checked(value, Inline, "Inline")
    return result


Other: TypeAlias = Annotated[str, Meta(pattern="^x")]
"""Matches `^x`."""


def is_other(value: object) -> TypeGuard[str]:
    """Whether the value is an `Other`."""
    return is_valid(value, Other)


def check_other(value: object) -> str:
    """The value, if it is an `Other`; raises ValueError otherwise."""
    result: str = checked(value, Other, "Other")
    return result


Both: TypeAlias = Annotated[str, Meta(max_length=50)]
"""0 to 50 characters."""


def is_both(value: object) -> TypeGuard[str]:
    """Whether the value is a `Both`."""
    return is_valid(value, Both)


def check_both(value: object) -> str:
    """The value, if it is a `Both`; raises ValueError otherwise."""
    result: str = checked(value, Both, "Both")
    return result


Surely: TypeAlias = Annotated[str, Meta(max_length=3)]
"""0 to 3 characters."""


def is_surely(value: object) -> TypeGuard[str]:
    """Whether the value is a `Surely`."""
    return is_valid(value, Surely)


def check_surely(value: object) -> str:
    """The value, if it is a `Surely`; raises ValueError otherwise."""
    result: str = checked(value, Surely, "Surely")
    return result


ContactSurely: TypeAlias = Annotated[str, Meta(pattern="^a")]
"""Matches `^a`."""


def is_contact_surely(value: object) -> TypeGuard[str]:
    """Whether the value is a `ContactSurely`."""
    return is_valid(value, ContactSurely)


def check_contact_surely(value: object) -> str:
    """The value, if it is a `ContactSurely`; raises ValueError otherwise."""
    result: str = checked(value, ContactSurely, "ContactSurely")
    return result


Judged: TypeAlias = Annotated[str, Meta(min_length=36)]
"""36 or more characters."""


def is_judged(value: object) -> TypeGuard[str]:
    """Whether the value is a `Judged`."""
    return is_valid(value, Judged)


def check_judged(value: object) -> str:
    """The value, if it is a `Judged`; raises ValueError otherwise."""
    result: str = checked(value, Judged, "Judged")
    return result


Mail: TypeAlias = Annotated[str, Meta(max_length=5)]
"""0 to 5 characters."""


def is_mail(value: object) -> TypeGuard[str]:
    """Whether the value is a `Mail`."""
    return is_valid(value, Mail)


def check_mail(value: object) -> str:
    """The value, if it is a `Mail`; raises ValueError otherwise."""
    result: str = checked(value, Mail, "Mail")
    return result
