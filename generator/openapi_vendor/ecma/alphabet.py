"""The classes of characters that a pattern cannot tell apart; its automata move by class."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from openapi_vendor.ecma.charset import Ranges
from openapi_vendor.ecma.effort import TooComplex

MAX_SETS: Final = 512
MAX_CLASSES: Final = 256


class Alphabet(Struct, frozen=True):
    """`spans`: (first code point, class) of each run, from 0 on; the last run ends at the last code point.

    `members` maps each set that the alphabet was made of to the bits of its classes. Classes are numbered
    from 0 in the order of their first character.
    """

    spans: tuple[tuple[int, int], ...]
    members: dict[Ranges, int]
    size: int


def alphabet(sets: Iterable[Ranges]) -> Alphabet:
    """The coarsest classes that make up all `sets`. Raises TooComplex above 512 sets or 256 classes."""
    distinct = list(dict.fromkeys(sets))
    if len(distinct) > MAX_SETS:
        raise TooComplex
    changes: dict[int, int] = {0: 0}
    for index, ranges in enumerate(distinct):
        for first, last in ranges:
            changes[first] = changes.get(first, 0) ^ (1 << index)
            changes[last + 1] = changes.get(last + 1, 0) ^ (1 << index)
    classes: dict[int, int] = {}
    spans: list[tuple[int, int]] = []
    inside = 0
    for start in sorted(changes):
        if start > 0x10FFFF:
            break
        inside ^= changes[start]
        number = classes.setdefault(inside, len(classes))
        if not spans or spans[-1][1] != number:
            spans.append((start, number))
    if len(classes) > MAX_CLASSES:
        raise TooComplex
    members = dict.fromkeys(distinct, 0)
    for signature, number in classes.items():
        for index, ranges in enumerate(distinct):
            if signature >> index & 1:
                members[ranges] |= 1 << number
    return Alphabet(tuple(spans), members, len(classes))
