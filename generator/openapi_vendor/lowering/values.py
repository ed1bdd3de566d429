"""Plain data of a document as values of the IR: texts tainted, arrays frozen."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any

from openapi_vendor.ir import Json
from openapi_vendor.source import Node
from openapi_vendor.text import Text


def json_value(data: Any) -> Json:
    """The value, every string in it a `Text`. Depth is bounded by what the loader lets through."""
    if type(data) is str:
        return Text(data)
    if type(data) is list:
        return tuple([json_value(item) for item in data])
    if type(data) is dict:
        return {Text(key): json_value(item) for key, item in data.items()}
    if type(data) is Node:
        return json_value(data.data)
    if type(data) is float and not math.isfinite(data):
        return None
    assert data is None or isinstance(data, bool | int | float | Decimal)
    return data


def identity(value: Any) -> Hashable:
    """What equal JSON values have in common: `1` is `1.0`, and `true` is neither."""
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, Mapping):
        return ("object", frozenset((key, identity(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return ("array", tuple(map(identity, value)))
    assert isinstance(value, Hashable)
    return value


def optional(text: str | None) -> Text | None:
    """A document string, or none."""
    return None if text is None else Text(text)
