"""The shapes without parts, by their Python type; those of times are in `times.py`."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from .shapes import Anything, DecimalNumber, Integer, Number, Octets, Scalar, Shape


def null() -> Shape:
    return Scalar(type(None), "null", "null")


_SCALARS: Final[dict[Any, Callable[[], Shape]]] = {
    type(None): null,
    bool: lambda: Scalar(bool, "boolean", "true or false"),
    int: lambda: Integer(int, "number", "an integer"),
    float: lambda: Number(float, "number", "a number"),
    str: lambda: Scalar(str, "string", "a string"),
    date: lambda: Scalar(date, "string", "a date (RFC 3339)", date),
    uuid.UUID: lambda: Scalar(uuid.UUID, "string", "a UUID", uuid.UUID),
    bytes: Octets,
    Decimal: DecimalNumber,
    Any: Anything,
    object: Anything,
}


def scalar(type_: Any) -> Shape | None:
    """The shape of a Python type without parts; None for any other."""
    make = _SCALARS.get(type_)
    return None if make is None else make()
