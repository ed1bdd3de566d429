"""From a pattern to its table: which automaton makes it, and over which characters."""

from __future__ import annotations

from typing import Final

from openapi_vendor.ecma.alphabet import Alphabet, alphabet
from openapi_vendor.ecma.charset import WORD
from openapi_vendor.ecma.code_units import to_code_points
from openapi_vendor.ecma.dfa import DfaTable, explore, table
from openapi_vendor.ecma.effort import Effort, TooComplex
from openapi_vendor.ecma.looks import Stepper
from openapi_vendor.ecma.parser import parse
from openapi_vendor.ecma.positions import Positions, build
from openapi_vendor.ecma.simulation import INITIAL, Nfa, simulation
from openapi_vendor.ecma.syntax import Expression, Node

MAX_STATES: Final = 2_000
TABLE_EFFORT: Final = 400_000
"""How much may be spent on the table or the set automaton of one pattern."""

MAX_STEP: Final = 4_000_000
"""Jumps times states of a set automaton: near 50 microseconds for each character of a text."""

_MATCHED: Final = -1


def dfa(pattern: str, max_states: int = MAX_STATES, effort: Effort | None = None) -> DfaTable | None:
    """The table of a search for `pattern`: minimal, exact for every text, look-around included.

    None if it has a backreference, or if the table has more than `max_states` states before it is minimised,
    or takes more than 400,000 units of effort to make. `effort` bounds what all patterns of a document cost
    together. Raises PatternError as `parse` does.
    """
    return expression_table(parse(pattern), max_states, effort)


def expression_table(expression: Expression, max_states: int, effort: Effort | None) -> DfaTable | None:
    """`dfa` for a parsed pattern."""
    effort = Effort(TABLE_EFFORT, effort)
    try:
        rows, accepting, letters = _rows(expression.root, max_states, effort)
        spans = letters.spans if expression.unicode else _with_pairs(rows, letters, effort)
        return table(spans, rows, accepting, effort)
    except (TooComplex, RecursionError):
        return None


def code_point_table(expression: Expression, max_states: int, effort: Effort | None) -> DfaTable | None:
    """The table of what `translate` makes of a pattern that is valid without the flag `u` only."""
    root, _ = to_code_points(expression.root)
    return expression_table(Expression(root, unicode=True), max_states, effort)


def nfa(pattern: str, effort: Effort | None = None) -> Nfa | None:
    """The set automaton of a search for `pattern`.

    None for a pattern with look-around, word boundaries or backreferences, for one that can tell the halves
    of a character beyond U+FFFF apart (Annex B), and for one that takes too much effort, to make or to run.
    """
    return expression_nfa(parse(pattern), effort)


def expression_nfa(expression: Expression, effort: Effort | None) -> Nfa | None:
    """`nfa` for a parsed pattern."""
    root, exact = (expression.root, True) if expression.unicode else to_code_points(expression.root)
    if not exact:
        return None
    effort = Effort(TABLE_EFFORT, effort)
    try:
        automaton = simulation(build(root, effort), effort)
    except (TooComplex, RecursionError):
        return None
    if automaton is None or automaton.matched & INITIAL:  # what matches every text has a table of one state
        return None
    if len(automaton.jumps) * max(automaton.masks).bit_length() > MAX_STEP:
        return None
    return automaton


def _rows(root: Node, max_states: int, effort: Effort) -> tuple[list[list[int]], set[int], Alphabet]:
    positions = build(root, effort)
    simple = simulation(positions, effort)
    if simple is None:
        return _look_rows(positions, max_states, effort)
    cost = len(simple.shifts) + len(simple.jumps)

    def step(states: int, letter: int) -> int:
        effort.spend(cost)
        if states == _MATCHED:
            return states
        targets = simple.step(states, letter)
        return _MATCHED if targets & simple.matched else targets

    def accepts(states: int) -> bool:
        return states == _MATCHED or bool(states & simple.final)

    initial = _MATCHED if INITIAL & simple.matched else INITIAL
    rows, accepting = explore(initial, simple.alphabet.size, step, accepts, max_states)
    return rows, accepting, simple.alphabet


def _look_rows(positions: Positions, max_states: int, effort: Effort) -> tuple[list[list[int]], set[int], Alphabet]:
    letters = alphabet([*positions.ranges, WORD])
    stepper = Stepper(positions, letters, letters.members[WORD], effort)
    rows, accepting = explore(stepper.initial, letters.size, stepper.step, stepper.accepts, max_states)
    return rows, accepting, letters


def _with_pairs(rows: list[list[int]], letters: Alphabet, effort: Effort) -> tuple[tuple[int, int], ...]:
    """Add a column to rows over code units for each two classes of units that make up code points.

    Returns the runs of all code points: a character beyond U+FFFF moves as its two units do.
    """
    spans = [span for span in letters.spans if span[0] <= 0xFFFF]
    leads, trails = _runs(spans, 0xD800, 0xDBFF), _runs(spans, 0xDC00, 0xDFFF)
    columns: dict[tuple[int, int], int] = {}
    for lead_first, lead_last, lead in leads:
        # One class of trails: all that these leads begin is one run. Otherwise each lead has runs of its own.
        firsts = [lead_first] if len(trails) == 1 else range(lead_first, lead_last + 1)
        effort.spend(len(firsts) * len(trails))
        for first in firsts:
            for trail_first, _, trail in trails:
                code = 0x10000 + ((first - 0xD800) << 10) + (trail_first - 0xDC00)
                spans.append((code, columns.setdefault((lead, trail), letters.size + len(columns))))
    effort.spend(len(rows) * len(columns))
    for lead, trail in columns:
        targets = [rows[row[lead]][trail] for row in rows]
        for row, target in zip(rows, targets, strict=True):
            row.append(target)
    return tuple(spans)


def _runs(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int, int]]:
    """(first, last, class) of each run within `first` … `last`."""
    ends = [start - 1 for start, _ in spans[1:]] + [0xFFFF]
    return [
        (max(start, first), min(end, last), number)
        for (start, number), end in zip(spans, ends, strict=True)
        if start <= last and end >= first
    ]
