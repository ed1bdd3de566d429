"""`\\p{…}`: the sets of Unicode properties, from a table that lies beside this module.

Python's `unicodedata` is another version of Unicode in each version of Python (3.11 has 14.0) and knows no
scripts, so a verdict would depend on the machine that generated the package. The table is Unicode 17.0:
one line per set, `kind names ranges`, where `kind` is `gc`, `sc`, `scx` or `bin` (a binary property), names
are joined by `|`, and a range is the gap to the previous one and, after a comma, its length less one, both
in base 36. The test of this module computes every line anew with node. It is derived from the Unicode
Character Database, under the licence in `LICENSE-UNICODE`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from openapi_vendor.ecma.charset import Ranges

_TABLE = Path(__file__).with_name("unicode-17.0.txt")
_KINDS = {
    "General_Category": "gc",
    "gc": "gc",
    "Script": "sc",
    "sc": "sc",
    "Script_Extensions": "scx",
    "scx": "scx",
}


def property_ranges(expression: str) -> Ranges | None:
    """The code points of `\\p{expression}`; None: ECMA-262 knows no such property.

    Names are matched as written: ECMA-262 knows no loose matching. A lone name is a value of
    General_Category or a binary property.
    """
    name, equals, value = expression.partition("=")
    if equals:
        kind = _KINDS.get(name)
        line = _lines().get((kind, value)) if kind else None
    else:
        line = _lines().get(("gc", name)) or _lines().get(("bin", name))
    return None if line is None else _ranges(line)


@lru_cache(maxsize=1)
def _lines() -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for line in _TABLE.read_text("ascii").splitlines():
        if not line.startswith("#"):
            kind, names, ranges = line.split(" ", 2)
            table |= {(kind, name): ranges for name in names.split("|")}
    return table


@lru_cache(maxsize=64)
def _ranges(line: str) -> Ranges:
    ranges: list[tuple[int, int]] = []
    end = 0
    for part in line.split():
        gap, _, extra = part.partition(",")
        first = end + int(gap, 36)
        last = first + int(extra or "0", 36)
        ranges.append((first, last))
        end = last + 1
    return tuple(ranges)
