"""Case: which characters ECMA-262 takes for the same under the flag `i` (Canonicalize, 22.2.2.7.3).

With the flag `u` these are the characters of one simple case folding (`k`, `K` and U+212A); without it the code units
of one upper case, where nothing outside ASCII is equal to anything in it. They come from a table of Unicode 17.0 that
lies beside this module, as the properties do: a line `case u …` and a line `case - …` of sets, their code points in
base 36. A test computes it anew with node.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from openapi_vendor.ecma.charset import Ranges, contains, union

_TABLE: Final = Path(__file__).with_name("case-17.0.txt")


@lru_cache(maxsize=256)
def in_any_case(ranges: Ranges, unicode: bool) -> Ranges:
    """The characters of `ranges`, and those that differ from one of them in case only."""
    equal = [same for same in _sets(unicode) if any(contains(ranges, code) for code in same)]
    return union(ranges, *(((code, code) for code in same) for same in equal))


@lru_cache(maxsize=2)
def _sets(unicode: bool) -> tuple[tuple[int, ...], ...]:
    start = "case u " if unicode else "case - "
    line = next(line for line in _TABLE.read_text("ascii").splitlines() if line.startswith(start))
    return tuple(tuple(int(code, 36) for code in same.split(",")) for same in line.split()[2:])
