"""Sets of code points as sorted ranges: what one atom of a pattern accepts.

A `Ranges` value is a tuple of inclusive `(first, last)` pairs, sorted, disjoint and never adjacent, so equal
sets are equal values. The named sets are those of ECMA-262, which are not those of Python's `re`: `\\d` and
`\\w` are ASCII, `\\s` knows U+FEFF and not U+0085, `.` stops at four line terminators.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

Ranges = tuple[tuple[int, int], ...]
"""Inclusive ranges of code points, sorted, disjoint, not adjacent; `()` accepts nothing."""

LAST_UNIT: Final = 0xFFFF
LAST_CODE_POINT: Final = 0x10FFFF

DIGIT: Final[Ranges] = ((0x30, 0x39),)
WORD: Final[Ranges] = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
LINE_TERMINATOR: Final[Ranges] = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
SPACE: Final[Ranges] = (
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
)
SURROGATES: Final[Ranges] = ((0xD800, 0xDFFF),)


def union(*parts: Iterable[tuple[int, int]]) -> Ranges:
    """Everything in any of `parts` (inclusive pairs in any order)."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(pair for part in parts for pair in part):
        if merged and first <= merged[-1][1] + 1:
            if last > merged[-1][1]:
                merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return tuple(merged)


def complement(ranges: Ranges, last: int = LAST_CODE_POINT) -> Ranges:
    """Everything from 0 to `last` that is not in `ranges`."""
    gaps: list[tuple[int, int]] = []
    start = 0
    for first, end in ranges:
        if first > start:
            gaps.append((start, first - 1))
        start = end + 1
    if start <= last:
        gaps.append((start, last))
    return tuple(gaps)


def intersection(left: Ranges, right: Ranges) -> Ranges:
    """Everything in both."""
    common: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        first, last = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if first <= last:
            common.append((first, last))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(common)


def contains(ranges: Ranges, code_point: int) -> bool:
    """Whether `code_point` is in `ranges`, by bisection."""
    low, high = 0, len(ranges)
    while low < high:
        middle = (low + high) // 2
        first, last = ranges[middle]
        if code_point < first:
            high = middle
        elif code_point > last:
            low = middle + 1
        else:
            return True
    return False
