"""Shapes with the constraints of `msgspec.Meta`: by msgspec itself where it can check them, else as assertions."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Meta

from .assertion import Assertion
from .containers import Array, Map
from .lazy import loading
from .limits import constrained, together
from .shapes import Scalar, Shape
from .unions import Checked, Choice


def limited(shape: Shape, metas: list[Meta]) -> Shape:
    """`shape` with the constraints of several `Meta`s, all of which hold."""
    stated = [{name: value for name in _LIMITS if (value := getattr(meta, name)) is not None} for meta in metas]
    own = {meta.pattern: (meta.extra_json_schema or {}).get("pattern") for meta in metas}
    for limits in together(stated):
        shown = own.get(limits.get("pattern"))
        if not limits or (isinstance(shape, Scalar) and shape.kinds == {"null"}):
            continue
        lengths_only = set(limits) <= {"min_length", "max_length"}
        if type(shape) is Choice:
            shape = Choice(tuple(limited(variant, [_meta(limits, shown)]) for variant in shape.variants), shape.one_of)
        elif isinstance(shape, Array) and lengths_only and not shape.limits:
            shape = Array(shape.item, **limits)
        elif isinstance(shape, Map) and lengths_only and not shape.limits:
            shape = Map(shape.key, shape.value, **limits)
        else:
            shape = constrained(shape, limits, shown) or Checked(shape, (_limits(limits, shown),))
    return shape


_LIMITS: Final = ("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern")


def _meta(limits: dict[str, Any], shown: str | None) -> Meta:
    return Meta(**limits, extra_json_schema=None if shown is None else {"pattern": shown})


def _limits(limits: dict[str, Any], shown: str | None) -> Assertion:
    with loading():
        from .assertions import Limits  # few need it, and its module is slow to import

    return Limits(**limits, shown=shown)
