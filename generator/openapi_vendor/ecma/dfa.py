"""Tables: one state for each set of states that a text can lead to, merged as far as they can be."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from msgspec import Struct

from openapi_vendor.ecma.effort import Effort, TooComplex

_State = TypeVar("_State", bound=Hashable)


class DfaTable(Struct, frozen=True):
    """A complete deterministic automaton over code points; state 0 is where a text starts.

    spans: (first code point, class) of each run of characters, from 0 on; the last ends at U+10FFFF.
    rows: for each state, the next state by class.
    accepting: the states in which a text that ends there has a match in it.

    The table is minimal and numbered in the order of discovery, so two patterns with the same verdict on
    every text have equal tables.
    """

    spans: tuple[tuple[int, int], ...]
    rows: tuple[tuple[int, ...], ...]
    accepting: frozenset[int]

    def search(self, text: str) -> bool:
        """The verdict on a text, slowly: what a generated package must agree with."""
        state = 0
        for character in text:
            state = self.rows[state][_class_of(self.spans, ord(character))]
        return state in self.accepting


def explore(
    initial: _State,
    letters: int,
    step: Callable[[_State, int], _State],
    accepts: Callable[[_State], bool],
    max_states: int,
) -> tuple[list[list[int]], set[int]]:
    """Rows and accepting states of what can be reached. Raises TooComplex above `max_states`."""
    numbers = {initial: 0}
    order = [initial]
    rows: list[list[int]] = []
    for state in order:
        row: list[int] = []
        for letter in range(letters):
            target = step(state, letter)
            if target not in numbers:
                if len(order) >= max_states:
                    raise TooComplex
                numbers[target] = len(order)
                order.append(target)
            row.append(numbers[target])
        rows.append(row)
    return rows, {number for state, number in numbers.items() if accepts(state)}


def table(spans: tuple[tuple[int, int], ...], rows: list[list[int]], accepting: set[int], effort: Effort) -> DfaTable:
    """The minimal table for these rows, whose columns are the classes in `spans`."""
    block = _blocks(rows, accepting, effort)
    merged: dict[int, list[int]] = {}
    for state, row in enumerate(rows):
        merged.setdefault(block[state], [block[target] for target in row])
    columns: dict[tuple[int, ...], int] = {}
    numbers = {block[0]: 0}
    order = [block[0]]
    for state in order:
        for target in merged[state]:
            if target not in numbers:
                numbers[target] = len(order)
                order.append(target)
    # Columns that agree everywhere are one class; classes and states are numbered again as they are met.
    runs: list[tuple[int, int]] = []
    for first, letter in spans:
        column = tuple(merged[state][letter] for state in order)
        number = columns.setdefault(column, len(columns))
        if not runs or runs[-1][1] != number:
            runs.append((first, number))
    return _renumbered(tuple(runs), list(columns), order, {block[state] for state in accepting})


def _renumbered(
    spans: tuple[tuple[int, int], ...], columns: list[tuple[int, ...]], order: list[int], accepting: set[int]
) -> DfaTable:
    index = {state: position for position, state in enumerate(order)}
    rows = [[index[column[position]] for column in columns] for position in range(len(order))]
    numbers = {0: 0}
    discovered = [0]
    for state in discovered:
        for target in rows[state]:
            if target not in numbers:
                numbers[target] = len(discovered)
                discovered.append(target)
    return DfaTable(
        spans,
        tuple(tuple(numbers[target] for target in rows[state]) for state in discovered),
        frozenset(numbers[index[state]] for state in accepting if index.get(state) in numbers),
    )


def _blocks(rows: list[list[int]], accepting: set[int], effort: Effort) -> list[int]:
    """The number of each state's class of equivalence (Hopcroft 1971)."""
    letters = len(rows[0])
    sources: list[dict[int, list[int]]] = [{} for _ in range(letters)]
    for state, row in enumerate(rows):
        for letter, target in enumerate(row):
            sources[letter].setdefault(target, []).append(state)
    block = [int(state in accepting) for state in range(len(rows))]
    blocks = [{state for state, number in enumerate(block) if number == side} for side in (0, 1)]
    waiting = [min((0, 1), key=lambda side: len(blocks[side]))]
    while waiting:
        splitter = list(blocks[waiting.pop()])
        for by_target in sources:
            effort.spend(len(splitter) // 4 + 1)
            hits: dict[int, list[int]] = {}
            for target in splitter:
                for source in by_target.get(target, ()):
                    hits.setdefault(block[source], []).append(source)
            for number, hit in hits.items():
                if len(hit) < len(blocks[number]):
                    blocks[number].difference_update(hit)
                    blocks.append(set(hit))
                    for state in hit:
                        block[state] = len(blocks) - 1
                    smaller = len(blocks) - 1 if len(hit) <= len(blocks[number]) else number
                    waiting.append(len(blocks) - 1 if number in waiting else smaller)
    return block


def _class_of(spans: tuple[tuple[int, int], ...], code: int) -> int:
    low, high = 0, len(spans)
    while high - low > 1:
        middle = (low + high) // 2
        if spans[middle][0] <= code:
            low = middle
        else:
            high = middle
    return spans[low][1]
