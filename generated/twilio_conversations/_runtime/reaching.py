"""The few places in a value that a check concerns, reached without a look at everything else.

Two checks concern few places of most values: how deep it nests is open only where the document takes any value or a
type contains itself, and a NaN can stand only where a number may have a fraction. The types tell through which
attributes of which models such places are reached. So a thousand models cost a look at an attribute or two of each,
at C speed, where the check itself would cost as much as decoding or encoding all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import Any, Final, TypeAlias
from uuid import UUID

from msgspec import UnsetType

from .containers import Object
from .shapes import Anything, DecimalNumber, DecimalText, Number, Shape
from .unions import OfAnyKind

_Parents: TypeAlias = dict[int, list[Shape]]

_MAX_BOUNDED: Final = 50
"""What nests no deeper than so many shapes counts as bounded."""

_MAX_LEVELS: Final = 100
"""On so many levels places are looked for; with what is bounded below the last, this is less than may nest."""

_BYTES_FOR_A_LOOK: Final = 50
"""A value is looked at so long as there are this many bytes of its JSON for each look; else the check is cheaper."""

_LOOKS_FOR_A_STEP: Final = 12
"""What a step from values to what is inside them costs, beside a look at each."""


class _Places:
    """Places of one kind: where the types are that `ends` names, or whatever else `leading` finds.

    `leading` gives of the shapes in a type those whose values may have such places, by id. It is given the shapes,
    those that contain each, and the ids of those that are such places or are known to lead there.
    """

    def __init__(
        self, ends: tuple[type[Shape], ...], leading: Callable[[list[Shape], _Parents, set[int]], set[int]]
    ) -> None:
        self._ends = ends
        self._leading = leading
        self._getters: dict[type, tuple[attrgetter[Any], ...]] = {}
        """Of the attributes through which they are reached, for every model met so far."""

    def are_in(self, root: Shape) -> bool:
        """Whether values of the shape may have such places. To be asked before anything else is."""
        shapes, parents = [root], _Parents({id(root): []})
        ends: set[int] = set()
        for shape in shapes:  # grows
            if isinstance(shape, self._ends):
                ends.add(id(shape))
            if isinstance(shape, Object) and shape.model in self._getters:
                if self._getters[shape.model]:
                    ends.add(id(shape))
                continue
            for part in shape.parts:
                if id(part) not in parents:
                    parents[id(part)] = []
                    shapes.append(part)
                parents[id(part)].append(shape)
        leading = self._leading(shapes, parents, ends)
        met: dict[type, tuple[attrgetter[Any], ...]] = {}
        for shape in shapes:
            if isinstance(shape, Object) and shape.model not in self._getters:
                names = [field.attribute for field in shape.fields.values() if id(field.shape) in leading]
                if shape.extra is not None and id(shape.extra) in leading:
                    names.append("extra_fields")
                met[shape.model] = tuple(map(attrgetter, names))
        # At once: where another thread finds a model, it also finds all that the model is made of.
        self._getters.update(met)
        return id(root) in leading

    def all(self, value: Any, size: int, hold: Callable[[int, type, list[Any]], bool]) -> bool:
        """Whether `hold(depth, type, values)` for all that leads to a place and all that stands there.

        False also where this is not found out, as there is too much to look at for JSON of `size` bytes.
        """
        looks = size // _BYTES_FOR_A_LOOK
        depth, level = 0, [value]
        while level:
            inner: list[Any] = []
            for kind, values in _by_type(level):
                if not hold(depth, kind, values):
                    return False
                if kind is list or kind is tuple or kind is dict:
                    looks -= sum(map(len, values)) + _LOOKS_FOR_A_STEP
                    if looks < 0:
                        return False
                    inner.extend(chain.from_iterable(map(dict.values, values) if kind is dict else values))
                for getter in self._getters.get(kind, ()):
                    looks -= len(values) + _LOOKS_FOR_A_STEP
                    # Most attributes of most values are absent, None or empty.
                    inner.extend(filter(None, map(getter, values)))
            if looks < 0:
                return False
            depth, level = depth + 1, inner
        return True

    def knows(self, kind: type) -> bool:
        """Whether it is the class of a model that was met."""
        return kind in self._getters


def _by_type(values: list[Any]) -> Iterable[tuple[type, list[Any]]]:
    kinds = set(map(type, values))
    if len(kinds) == 1:
        return ((kinds.pop(), values),)
    groups: dict[type, list[Any]] = {kind: [] for kind in kinds}
    for value in values:
        groups[type(value)].append(value)
    return groups.items()


def _that_contain(shapes: list[Shape], parents: _Parents, ends: set[int]) -> set[int]:
    """The shapes from which an end is reached."""
    found = set(ends)
    waiting = [shape for shape in shapes if id(shape) in ends]
    while waiting:
        for parent in parents[id(waiting.pop())]:
            if id(parent) not in found:
                found.add(id(parent))
                waiting.append(parent)
    return found


def _without_bound(shapes: list[Shape], parents: _Parents, ends: set[int]) -> set[int]:
    """The shapes from which an end is reached, or the shape itself: all but those with parts that are bounded."""
    heights = {id(shape): _heights.get(shape.model, 0) if isinstance(shape, Object) else 0 for shape in shapes}
    unknown_parts = dict.fromkeys(parents, 0)
    for containing in parents.values():
        for parent in containing:
            unknown_parts[id(parent)] += 1
    found = set(parents)
    waiting = [shape for shape in shapes if not unknown_parts[id(shape)] and id(shape) not in ends]
    while waiting:
        shape = waiting.pop()
        found.discard(id(shape))
        for parent in parents[id(shape)]:
            heights[id(parent)] = max(heights[id(parent)], heights[id(shape)] + 1)
            unknown_parts[id(parent)] -= 1
            is_bounded = not unknown_parts[id(parent)] and heights[id(parent)] <= _MAX_BOUNDED
            if is_bounded and id(parent) not in ends:
                waiting.append(parent)
    _heights.update({shape.model: heights[id(shape)] for shape in shapes if isinstance(shape, Object)})
    return found


_heights: Final[dict[type, int]] = {}
"""How deep the shapes inside a model nest, of those that are bounded."""

_depths: Final = _Places((Anything, OfAnyKind), _without_bound)
_fractions: Final = _Places((Anything, OfAnyKind, Number, DecimalNumber, DecimalText), _that_contain)

_NOT_FRACTIONS: Final = frozenset(
    (str, int, bool, type(None), UnsetType, list, tuple, dict, datetime, date, time, timedelta, UUID, bytes)
)


def is_bounded(shape: Shape) -> bool:
    """Whether no value of the shape can nest without end, so that its depth need not be looked at."""
    return not _depths.are_in(shape)


def nests_little(value: Any, size: int) -> bool:
    """Whether a decoded value, of JSON of `size` bytes, surely nests less than is allowed; if unsure, False.

    `is_bounded` must have been asked of its shape.
    """
    return _depths.all(value, size, lambda depth, kind, values: depth <= _MAX_LEVELS)


def has_fractions(shape: Shape) -> bool:
    """Whether the shape has a place for a number that may be no integer."""
    return _fractions.are_in(shape)


def is_finite(value: Any, size: int) -> bool:
    """Whether a value surely has no NaN and no infinity where the document has numbers; if unsure, False.

    `size` is that of its JSON in bytes; `has_fractions` must have been asked of its shape. Extra fields that the
    document has no type for are not looked at.
    """
    return _fractions.all(value, size, _are_finite)


def _are_finite(_: int, kind: type, values: list[Any]) -> bool:
    if kind is float:
        return all(map(math.isfinite, values))
    if kind is Decimal:
        return all(map(Decimal.is_finite, values))
    return kind in _NOT_FRACTIONS or _fractions.knows(kind)
