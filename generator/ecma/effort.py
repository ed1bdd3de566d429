"""A bound on work that is counted, not timed: the same pattern meets it on every machine."""

from __future__ import annotations


class TooComplex(Exception):
    """The analysis of a pattern, or what it would build, is larger than what it may be."""


class Effort:
    """What may still be spent. One unit is about one turn of an inner loop (near half a microsecond)."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, amount: int) -> None:
        """Count `amount` units. Raises TooComplex once more than the limit has been spent."""
        self.left -= amount
        if self.left < 0:
            raise TooComplex
