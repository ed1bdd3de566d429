"""Plain data of a document as values of the IR: texts tainted, arrays frozen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.ir import Json
from generator.source import Node
from generator.text import Text


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


def same(left: Any, right: Any) -> bool:
    """Equality of JSON values: `1` is `1.0`, and `true` is neither."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return len(left) == len(right) and all(key in right and same(left[key], right[key]) for key in left)
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


def optional(text: str | None) -> Text | None:
    """A document string, or none."""
    return None if text is None else Text(text)
