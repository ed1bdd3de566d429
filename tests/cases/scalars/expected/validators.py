"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, TypeAlias, TypeGuard
from uuid import UUID

from msgspec import Meta

from ._runtime import AsText, Base64, Dfa, Int32, Int64, IsoDuration, Limits, Matches, checked, is_valid

Tight: TypeAlias = Annotated[int, Meta(ge=1, le=3)]
"""At least 1; at most 3."""


def is_tight(value: object) -> TypeGuard[int]:
    """Whether the value is a `Tight`."""
    return is_valid(value, Tight)


def check_tight(value: object) -> int:
    """The value, if it is a `Tight`; raises ValueError otherwise."""
    result: int = checked(value, Tight, "Tight")
    return result


Positive: TypeAlias = Annotated[Int64, Meta(ge=1)]
"""At least 1."""


def is_positive(value: object) -> TypeGuard[int]:
    """Whether the value is a `Positive`."""
    return is_valid(value, Positive)


def check_positive(value: object) -> int:
    """The value, if it is a `Positive`; raises ValueError otherwise."""
    result: int = checked(value, Positive, "Positive")
    return result


Wide: TypeAlias = Annotated[Int32, Meta(ge=-99999999999)]
"""At least -99999999999."""


def is_wide(value: object) -> TypeGuard[int]:
    """Whether the value is a `Wide`."""
    return is_valid(value, Wide)


def check_wide(value: object) -> int:
    """The value, if it is a `Wide`; raises ValueError otherwise."""
    result: int = checked(value, Wide, "Wide")
    return result


Price: TypeAlias = Annotated[
    Decimal, AsText(), Limits(pattern=r"^\-?[0-9]{0,6}(?:\.[0-9]{0,2})?\Z", shown=r"^-?\d{0,6}(?:\.\d{0,2})?$")
]
"""Matches `^-?\\d{0,6}(?:\\.\\d{0,2})?$`."""


def is_price(value: object) -> TypeGuard[Decimal]:
    """Whether the value is a `Price`."""
    return is_valid(value, Price)


def check_price(value: object) -> Decimal:
    """The value, if it is a `Price`; raises ValueError otherwise."""
    result: Decimal = checked(value, Price, "Price")
    return result


TextsId: TypeAlias = Annotated[UUID, Limits(max_length=36, pattern=r"^[0-9a-f-]*\Z")]
"""0 to 36 characters; matches `^[0-9a-f-]*$`."""


def is_texts_id(value: object) -> TypeGuard[UUID]:
    """Whether the value is a `TextsId`."""
    return is_valid(value, TextsId)


def check_texts_id(value: object) -> UUID:
    """The value, if it is a `TextsId`; raises ValueError otherwise."""
    result: UUID = checked(value, TextsId, "TextsId")
    return result


When: TypeAlias = Annotated[dt.datetime, Limits(pattern=r"Z\Z")]
"""Matches `Z$`."""


def is_when(value: object) -> TypeGuard[dt.datetime]:
    """Whether the value is a `When`."""
    return is_valid(value, When)


def check_when(value: object) -> dt.datetime:
    """The value, if it is a `When`; raises ValueError otherwise."""
    result: dt.datetime = checked(value, When, "When")
    return result


Day: TypeAlias = Annotated[dt.date, Limits(pattern=r"^[0-9]{4}\-[0-9]{2}\-[0-9]{2}\Z", shown=r"^\d{4}-\d{2}-\d{2}$")]
"""Matches `^\\d{4}-\\d{2}-\\d{2}$`."""


def is_day(value: object) -> TypeGuard[dt.date]:
    """Whether the value is a `Day`."""
    return is_valid(value, Day)


def check_day(value: object) -> dt.date:
    """The value, if it is a `Day`; raises ValueError otherwise."""
    result: dt.date = checked(value, Day, "Day")
    return result


At: TypeAlias = Annotated[dt.time, Limits(max_length=8)]
"""0 to 8 characters."""


def is_at(value: object) -> TypeGuard[dt.time]:
    """Whether the value is an `At`."""
    return is_valid(value, At)


def check_at(value: object) -> dt.time:
    """The value, if it is an `At`; raises ValueError otherwise."""
    result: dt.time = checked(value, At, "At")
    return result


Span: TypeAlias = Annotated[IsoDuration, Limits(pattern="^P")]
"""Matches `^P`."""


def is_span(value: object) -> TypeGuard[dt.timedelta | str]:
    """Whether the value is a `Span`."""
    return is_valid(value, Span)


def check_span(value: object) -> dt.timedelta | str:
    """The value, if it is a `Span`; raises ValueError otherwise."""
    result: dt.timedelta | str = checked(value, Span, "Span")
    return result


Octets: TypeAlias = Annotated[bytes, Base64(), Limits(max_length=8)]
"""0 to 8 characters."""


def is_octets(value: object) -> TypeGuard[bytes]:
    """Whether the value is an `Octets`."""
    return is_valid(value, Octets)


def check_octets(value: object) -> bytes:
    """The value, if it is an `Octets`; raises ValueError otherwise."""
    result: bytes = checked(value, Octets, "Octets")
    return result


IdsItem: TypeAlias = Annotated[UUID, Limits(min_length=36)]
"""36 or more characters."""


def is_ids_item(value: object) -> TypeGuard[UUID]:
    """Whether the value is an `IdsItem`."""
    return is_valid(value, IdsItem)


def check_ids_item(value: object) -> UUID:
    """The value, if it is an `IdsItem`; raises ValueError otherwise."""
    result: UUID = checked(value, IdsItem, "IdsItem")
    return result


Sid: TypeAlias = Annotated[
    str, Meta(min_length=2, pattern=r"^US[0-9]{3}\Z", extra_json_schema={"pattern": r"^US\d{3}$"})
]
"""2 or more characters; matches `^US\\d{3}$`."""


def is_sid(value: object) -> TypeGuard[str]:
    """Whether the value is a `Sid`."""
    return is_valid(value, Sid)


def check_sid(value: object) -> str:
    """The value, if it is a `Sid`; raises ValueError otherwise."""
    result: str = checked(value, Sid, "Sid")
    return result


Slow: TypeAlias = Annotated[
    str, Matches("^(a+)+$", Dfa(classes="0=0 61=1 62=0", transitions="2 1:3;2;2 1:3", accepting="3"))
]
"""Matches `^(a+)+$`."""


def is_slow(value: object) -> TypeGuard[str]:
    """Whether the value is a `Slow`."""
    return is_valid(value, Slow)


def check_slow(value: object) -> str:
    """The value, if it is a `Slow`; raises ValueError otherwise."""
    result: str = checked(value, Slow, "Slow")
    return result


Twice: TypeAlias = Annotated[str, Meta(pattern=r"a\Z"), Meta(pattern="^b[0-9]", extra_json_schema={"pattern": r"^b\d"})]
"""Matches `a$`; matches `^b\\d`."""


def is_twice(value: object) -> TypeGuard[str]:
    """Whether the value is a `Twice`."""
    return is_valid(value, Twice)


def check_twice(value: object) -> str:
    """The value, if it is a `Twice`; raises ValueError otherwise."""
    result: str = checked(value, Twice, "Twice")
    return result


Size: TypeAlias = Annotated[Int32, Meta(ge=5)]
"""At least 5."""


def is_size(value: object) -> TypeGuard[int]:
    """Whether the value is a `Size`."""
    return is_valid(value, Size)


def check_size(value: object) -> int:
    """The value, if it is a `Size`; raises ValueError otherwise."""
    result: int = checked(value, Size, "Size")
    return result


ListMeasuresSid: TypeAlias = Annotated[str, Meta(pattern=r"^US[0-9]{3}\Z", extra_json_schema={"pattern": r"^US\d{3}$"})]
"""Matches `^US\\d{3}$`."""


def is_list_measures_sid(value: object) -> TypeGuard[str]:
    """Whether the value is a `ListMeasuresSid`."""
    return is_valid(value, ListMeasuresSid)


def check_list_measures_sid(value: object) -> str:
    """The value, if it is a `ListMeasuresSid`; raises ValueError otherwise."""
    result: str = checked(value, ListMeasuresSid, "ListMeasuresSid")
    return result
