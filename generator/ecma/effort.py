"""A bound on work that is counted, not timed: the same pattern meets it on every machine."""

from __future__ import annotations


class TooComplex(Exception):
    """The analysis of a pattern, or what it would build, is larger than what it may be."""


class Effort:
    """What may still be spent. One unit is about one turn of an inner loop (near half a microsecond)."""

    def __init__(self, limit: int, total: Effort | None = None) -> None:
        """`total` is what this is a part of: all patterns of a document, for one pattern."""
        self.left = limit
        self.total = total

    def spend(self, amount: int) -> None:
        """Count `amount` units. Raises TooComplex once that is more than the limit, or the total's."""
        self.left -= amount
        if self.left < 0:
            raise TooComplex
        if self.total is not None:
            self.total.spend(amount)
