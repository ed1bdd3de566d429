"""Patterns on which `re` could be kept busy for very long, matched in time linear in the text.

The generator finds them and gives each an automaton, in strings that are read at its first use: a
table (`Dfa`), or sets of states (`Nfa`) where the table would be large. A state is a dict from a
character to the next state, filled as texts come by: a search is one look-up for each character.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_MAX_STATES: Final = 200  # that a pattern remembers; each remembers ASCII only, so memory is bounded


class _State(dict[str, "_State"]):
    """The states after a state, by character. `key` is what its automaton knows it by."""

    __slots__ = ("accepting", "automaton", "key")

    def __init__(self, automaton: Automaton, key: int) -> None:
        self.automaton = automaton
        self.key = key
        self.accepting = automaton._accepts(key)

    def __missing__(self, character: str) -> _State:
        firsts, classes = self.automaton._runs
        letter = classes[bisect_right(firsts, character) - 1]
        state = self.automaton._state(self.automaton._next(self.key, letter))
        if character < "\x80":
            self[character] = state
        return state


@dataclass(frozen=True)
class Automaton:
    """What both forms share: classes of characters, and the states met so far.

    `classes` lists runs of characters, `first=class` with `first` in hexadecimal, up to the next.
    """

    classes: str

    def search(self, text: str) -> bool:
        """Whether the pattern matches somewhere in `text`."""
        state = self._state(1)
        for character in text:
            state = state[character]
        return state.accepting

    @cached_property
    def _runs(self) -> tuple[list[str], list[int]]:
        runs = [run.split("=") for run in self.classes.split()]
        return [chr(int(first, 16)) for first, _ in runs], [int(letter) for _, letter in runs]

    @cached_property
    def _states(self) -> dict[int, _State]:
        return {}

    def _state(self, key: int) -> _State:
        state = self._states.get(key)
        if state is None:
            if len(self._states) >= _MAX_STATES:
                self._states.clear()
            state = self._states[key] = _State(self, key)
        return state

    def _next(self, key: int, letter: int) -> int:
        raise NotImplementedError

    def _accepts(self, key: int) -> bool:
        raise NotImplementedError


@dataclass(frozen=True)
class Dfa(Automaton):
    """A table. States are numbered from 1, which is the start of a text.

    `transitions` has a row for each state, separated by `;`: the usual next state, and then
    `class:state` for classes that lead elsewhere. `accepting`: where a text that ends has matched.
    """

    transitions: str
    accepting: str

    @cached_property
    def _table(self) -> tuple[list[tuple[str, dict[str, str]]], frozenset[str]]:
        rows = [row.split() for row in self.transitions.split(";")]
        table = [(usual, dict(pair.split(":") for pair in others)) for usual, *others in rows]
        return table, frozenset(self.accepting.split())

    def _next(self, key: int, letter: int) -> int:
        usual, others = self._table[0][key - 1]
        return int(others.get(str(letter), usual))

    def _accepts(self, key: int) -> bool:
        return str(key) in self._table[1]


@dataclass(frozen=True)
class Nfa(Automaton):
    """Sets of states, as numbers and runs (`7 10-20-2`: 7, 10, 12 … 20), separated by `;`.

    A search begins with {0}. A character takes the states in the first set of `shifts` nowhere,
    those in the second one up, and so on; where a jump's sources are (`sources:targets`), its
    targets come; what is not in the set of the character's class in `masks` goes. A state of
    `matched` is a match, whatever comes, one of `final` where the text ends.
    """

    masks: str
    shifts: str
    jumps: str
    matched: str
    final: str

    @cached_property
    def _sets(self) -> tuple[list[list[int]], ...]:
        texts = (self.masks, self.shifts, self.jumps, f"{self.matched}:{self.final}")
        items = ([item.split(":") for item in text.split(";")] for text in texts)
        return tuple([[_bits(states) for states in item] for item in part] for part in items)

    def _next(self, key: int, letter: int) -> int:
        masks, shifts, jumps, ((matched, _),) = self._sets
        if key < 0:  # a match has been found, whatever comes
            return key
        targets = 0
        for distance, (states,) in enumerate(shifts):
            targets |= (key & states) << distance
        for sources, more in jumps:
            if key & sources:
                targets |= more
        targets &= masks[letter][0]
        return -1 if targets & matched else targets

    def _accepts(self, key: int) -> bool:
        return key < 0 or bool(key & self._sets[3][0][1])


def _bits(states: str) -> int:
    """The integer whose bits are the numbers and runs in `states`."""
    total = 0
    for run in states.split():
        first, last, step = map(int, run.split("-")) if "-" in run else (int(run), int(run), 1)
        total |= sum(1 << state for state in range(first, last + 1, step))
    return total
