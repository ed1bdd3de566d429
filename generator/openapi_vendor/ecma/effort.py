"""A bound on work that is counted, not timed: the same pattern meets it on every machine."""

from __future__ import annotations

from typing import Final

FREE: Final = 20_000
"""What each analysis of a pattern may spend without counting towards its total: nearly all need less."""


class TooComplex(Exception):
    """The analysis of a pattern, or what it would build, is larger than what it may be."""


class Effort:
    """What may still be spent. One unit is about one turn of an inner loop (near half a microsecond).

    `total` is what this is a part of: what all patterns of a document may cost, of which one that needs more
    than its free share takes the rest. So no number of small patterns can be refused for what large ones cost.
    """

    def __init__(self, limit: int, total: Effort | None = None) -> None:
        self.left = limit
        self.free = FREE
        self.total = total

    def spend(self, amount: int) -> None:
        """Count `amount` units. Raises TooComplex once that is more than the limit, or the total's."""
        self.left -= amount
        if self.left < 0:
            raise TooComplex
        if self.total is not None:
            self.free -= amount
            if self.free < 0:
                self.total.spend(-self.free)
                self.free = 0
