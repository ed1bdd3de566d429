"""When two values of JSON are equal: numbers by what their texts say, whatever Python type they have."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def json_key(value: Any) -> Any:
    """A key, equal for equal JSON values only (JSON Schema 2020-12, section 4.2.2): 1 is 1.0, true is not 1."""
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, dict):
        return ("object", frozenset((name, json_key(part)) for name, part in value.items()))
    if isinstance(value, list):
        return ("array", tuple(json_key(part) for part in value))
    return as_written(value)


def as_written(value: Any) -> Any:
    """A number as its text has it: 0.1 is one tenth, not the float nearest to it. Other values as they are."""
    return Decimal(repr(value)) if isinstance(value, float) else value
