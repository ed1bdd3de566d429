"""From text without types (headers, forms, query strings) to plain JSON data of the types that are wanted."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from .containers import Array, Map, Object, Tuple
from .decoding import parse
from .drift import DecodeFailure
from .encoding import unwrapped
from .leaves import leaves
from .shapes import Anything, Shape, fits
from .unions import Choice

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,1000}", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,500}(\.[0-9]{1,500})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_WORDS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None, "": None}

Untyped = str | list[Any] | dict[str, Any]
"""Text, or arrays and objects (by name) of text."""


def typed(value: Untyped, shape: Shape) -> Any:
    """The plain data that the text stands for: `"5"` is 5 where an integer is wanted.

    Text that stands for nothing that fits stays text.
    """
    shape = unwrapped(shape)
    if isinstance(shape, Choice) and not isinstance(value, str):
        readings = [typed(value, leaf) for leaf in leaves(shape)]
        return next((reading for reading in readings if fits(shape, reading)), value)
    if isinstance(value, list):
        return _items(value, shape)
    if isinstance(value, dict):
        return _members(value, shape)
    if isinstance(shape, Anything):
        return value
    return next((reading for reading in _readings(value, shape) if fits(shape, reading)), value)


def _items(value: list[Any], shape: Shape) -> list[Any]:
    if isinstance(shape, Array):
        return [typed(item, shape.item) for item in value]
    if isinstance(shape, Tuple) and len(value) == len(shape.items):
        return [typed(item, part) for item, part in zip(value, shape.items, strict=True)]
    return value


def _members(value: dict[str, Any], shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Map):
        return {name: typed(part, shape.value) for name, part in value.items()}
    if isinstance(shape, Object):
        rest = shape.extra or Anything()
        shapes = {name: field.shape for name, field in shape.fields.items()}
        return {name: typed(part, shapes.get(name, rest)) for name, part in value.items()}
    return value


def _readings(text: str, shape: Shape) -> Iterator[Any]:
    """What a text may stand for, the most special first."""
    if _INTEGER.fullmatch(text):
        yield int(text)
    if _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        yield Decimal(text)
    if text in _WORDS:
        yield _WORDS[text]
    if text[:1] in ("[", "{") and shape.kinds & {"array", "object"}:
        try:
            yield parse(text.encode(errors="replace"))
        except DecodeFailure:
            pass
    yield text
