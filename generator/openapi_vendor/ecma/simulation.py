"""A pattern as a set of states that a text moves along: bit-parallel simulation of the position automaton.

Each position is a bit of an integer. A character moves the whole set at once, so a text takes time linear in
its length, whatever it is. There is no place for look-around or `\\b` in this; `looks.py` is for them.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from openapi_vendor.ecma.alphabet import Alphabet, alphabet
from openapi_vendor.ecma.effort import Effort
from openapi_vendor.ecma.positions import ALWAYS, END, START, Conditions, Moves, Positions

INITIAL: Final = 1
MAX_SHIFT: Final = 3

_AT_START: Final = frozenset((START,))
_AT_END: Final = frozenset((END,))
_WHOLE: Final = frozenset((START, END))
_PLAIN: Final = frozenset((ALWAYS, _AT_START, _AT_END, _WHOLE))


class Nfa(Struct, frozen=True):
    """A set automaton; every set is the bits of an integer. Before the first character the set is `INITIAL`.

    alphabet: the classes that it moves by.
    masks: for each class, the states that a character of the class may lead to.
    shifts: for each distance from 0 on, the states from which one may go on to the state that far up.
    jumps: pairs of states and where else one may go from any of them.
    matched: states that end the search with a match, at once.
    final: states that are a match where the text ends.
    """

    alphabet: Alphabet
    masks: tuple[int, ...]
    shifts: tuple[int, ...]
    jumps: tuple[tuple[int, int], ...]
    matched: int
    final: int

    def step(self, states: int, letter: int) -> int:
        """Where `states` go over a character of class `letter`."""
        targets = 0
        for distance, sources in enumerate(self.shifts):
            targets |= (states & sources) << distance
        for sources, more in self.jumps:
            if states & sources:
                targets |= more
        return targets & self.masks[letter]


def simulation(positions: Positions, effort: Effort) -> Nfa | None:
    """The set automaton of a search for the pattern; None if it has look-around or word boundaries.

    Raises TooComplex when `effort` is exceeded.
    """
    rows = [*positions.follow, positions.main.first]
    ends = [*positions.accept, positions.main.empty]
    if any(condition not in _PLAIN for row in rows for _, condition in row):
        return None
    if any(condition not in _PLAIN for end in ends for condition in end):
        return None
    letters = alphabet(positions.ranges)
    # State 0 is the start of the text, state 1 any later place to start from; position p is state p + 2.
    first, empty = positions.main.first, positions.main.empty
    anywhere = _bits(first, {ALWAYS})
    if anywhere:
        anywhere |= 1 << 1
    follow = [anywhere | _bits(first, {_AT_START}), anywhere]
    follow += [_bits(row, {ALWAYS}) for row in positions.follow]
    accept = [empty, {}, *positions.accept]
    matched = _ends(accept, {ALWAYS}) | (INITIAL if _matches_every_text(empty) else 0)
    final = _ends(accept, {ALWAYS, _AT_END}) | (INITIAL if _WHOLE in empty else 0)
    return Nfa(
        alphabet=letters,
        masks=_masks(positions, letters, effort),
        shifts=_shifts(follow, effort),
        jumps=_jumps(follow, effort),
        matched=matched,
        final=final,
    )


def _bits(moves: Moves, conditions: set[frozenset[int]]) -> int:
    found = 0
    for position, condition in moves:
        if condition in conditions:
            found |= 1 << position + 2
    return found


def _ends(accept: list[Conditions], conditions: set[frozenset[int]]) -> int:
    return sum(1 << state for state, ends in enumerate(accept) if not conditions.isdisjoint(ends))


def _matches_every_text(empty: Conditions) -> bool:
    """`^` holds at the start of every text, `$` at its end: a pattern that needs only one of them matches."""
    return not empty.keys().isdisjoint((ALWAYS, _AT_START, _AT_END))


def _masks(positions: Positions, letters: Alphabet, effort: Effort) -> tuple[int, ...]:
    masks = [2] * letters.size
    for position, ranges in enumerate(positions.ranges):
        members = letters.members[ranges]
        effort.spend(letters.size)
        for letter in range(letters.size):
            if members >> letter & 1:
                masks[letter] |= 1 << position + 2
    return tuple(masks)


def _shifts(follow: list[int], effort: Effort) -> tuple[int, ...]:
    """For what repeats itself (distance 0), comes next (1), or comes next where one or two are left out."""
    effort.spend(MAX_SHIFT * len(follow))
    return tuple(
        sum(1 << state for state, targets in enumerate(follow) if targets >> state + distance & 1)
        for distance in range(MAX_SHIFT + 1)
    )


def _jumps(follow: list[int], effort: Effort) -> tuple[tuple[int, int], ...]:
    """States grouped by where they lead to besides what the shifts do."""
    near = (2 << MAX_SHIFT) - 1
    groups: dict[int, int] = {}
    for state, targets in enumerate(follow):
        effort.spend(1)
        if others := targets & ~(near << state):
            groups[others] = groups.get(others, 0) | 1 << state
    return tuple((sources, others) for others, sources in groups.items())
