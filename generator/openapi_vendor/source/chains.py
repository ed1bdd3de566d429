"""Chains of references: from a reference to what it finally stands for, each link followed once, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar, cast

T = TypeVar("T")
E = TypeVar("E", bound=Exception)


class Circle(Generic[T]):
    """A chain that comes back to itself: the references along the circle, in order."""

    def __init__(self, links: Sequence[T]) -> None:
        self.links = links
        self.text = ""
        """The circle in words, once somebody has needed them: all that lead into it say the same."""


class Chains(Generic[T, E]):
    """Follows chains, and remembers where each reference leads.

    `key` tells references apart, and is None for what is not a reference. `step` follows one, or raises a `failure`.
    `through` gives what the end is for those who come through a reference, where that makes a difference.
    """

    def __init__(
        self,
        key: Callable[[T], Hashable | None],
        step: Callable[[T], T],
        failure: type[E],
        through: Callable[[T, T], T] = lambda reference, end: end,
    ) -> None:
        self._key = key
        self._step = step
        self._failure = failure
        self._through = through
        self._ends: dict[Hashable, T | Circle[T] | E] = {}

    def end(self, start: T) -> T | Circle[T] | E:
        """What `start` stands for: itself where it is not a reference, a circle, or why it leads nowhere."""
        chain: dict[Hashable, T] = {}
        end: T | Circle[T] | E = start
        current = start
        while (key := self._key(current)) is not None:
            if key in self._ends:
                end = self._ends[key]
                break
            if key in chain:
                end = Circle(list(chain.values())[list(chain).index(key) :])
                break
            chain[key] = current
            try:
                end = current = self._step(current)
            except self._failure as failure:
                end = failure.with_traceback(None)  # which would hold on to all that is being done
                break
        for key, reference in reversed(chain.items()):
            if not isinstance(end, Circle | self._failure):
                end = self._through(reference, cast("T", end))
            self._ends[key] = end
        return end
