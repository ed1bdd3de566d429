"""From UTF-16 code units to code points, for patterns that are valid without the flag `u` only.

To JavaScript such a pattern sees U+1F600 as two characters. Python's text has one, so the tree is
rewritten: a surrogate pair becomes its code point, and a set with all surrogates (`.`, `[^a]`) takes in what
they encode. For text up to U+FFFF this is exact. Beyond it, a pattern that can count or cut the halves may
see a difference.
"""

from __future__ import annotations

from openapi_vendor.ecma.charset import LAST_CODE_POINT, LAST_UNIT, SURROGATES, Ranges, intersection, union
from openapi_vendor.ecma.syntax import Characters, Node, Sequence, rebuilt

_ASTRAL: Ranges = ((LAST_UNIT + 1, LAST_CODE_POINT),)


def to_code_points(root: Node) -> tuple[Node, bool]:
    """The tree over code points, and whether it is exact beyond U+FFFF as well."""
    rewriter = _Rewriter()
    return rewriter.rewrite(root), rewriter.exact


class _Rewriter:
    def __init__(self) -> None:
        self.exact = True

    def rewrite(self, node: Node) -> Node:
        if isinstance(node, Characters):
            return Characters(self.characters(node.ranges))
        if isinstance(node, Sequence):
            node = Sequence(_paired(node.items))
        return rebuilt(node, self.rewrite)

    def characters(self, ranges: Ranges) -> Ranges:
        halves = intersection(ranges, SURROGATES)
        if not halves or ranges[-1][1] > LAST_UNIT:
            return ranges
        self.exact = False
        return union(ranges, _ASTRAL) if halves == SURROGATES else ranges


def _paired(items: tuple[Node, ...]) -> tuple[Node, ...]:
    """The items, where a lead surrogate and a trail one right behind it are one code point."""
    paired: list[Node] = []
    for item in items:
        trail = _surrogate(item)
        lead = _surrogate(paired[-1]) if paired else None
        if lead is not None and trail is not None and lead < 0xDC00 <= trail:
            code = 0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00)
            paired[-1] = Characters(((code, code),))
        else:
            paired.append(item)
    return tuple(paired)


def _surrogate(node: Node) -> int | None:
    match node:
        case Characters(((first, last),)) if first == last and 0xD800 <= first <= 0xDFFF:
            return first
        case _:
            return None
