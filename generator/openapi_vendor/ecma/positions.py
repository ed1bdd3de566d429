"""The position automaton (Glushkov) of a pattern: one state for each occurrence of a character set.

State p means "p consumed the last character". There are no empty moves; what stands between two characters
and consumes nothing (`^ $ \\b \\B` and look-around) is the condition under which one may go from p to q.
Counted repetitions are written out. Each look-around has an automaton of its own among the same positions.
"""

from __future__ import annotations

from typing import Final, TypeVar

from msgspec import Struct, field

from openapi_vendor.ecma.charset import Ranges
from openapi_vendor.ecma.effort import Effort, TooComplex
from openapi_vendor.ecma.syntax import (
    Alternatives,
    Assertion,
    Boundary,
    Characters,
    Group,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
)

Condition = frozenset[int]
"""What must hold between two characters: `START`, `END`, … or `FIRST_LOOK` + index of a look-around."""

START: Final = 0
END: Final = 1
WORD: Final = 2
NOT_WORD: Final = 3
FIRST_LOOK: Final = 4

_Key = TypeVar("_Key")

ALWAYS: Final[Condition] = frozenset()
_BOUNDARIES: Final = {
    Boundary.START: START,
    Boundary.END: END,
    Boundary.WORD: WORD,
    Boundary.NOT_WORD: NOT_WORD,
}

Moves = dict[tuple[int, Condition], int]
"""Positions with the condition of reaching them, and in how many ways one can (2 stands for more)."""

Conditions = dict[Condition, int]
"""Conditions, any of which is enough, and in how many ways each arises (2 stands for more)."""


class Part(Struct):
    """How an automaton begins: the moves to its first characters, and when it matches the empty text."""

    first: Moves
    empty: Conditions


class LookPart(Struct):
    """A look-around: its automaton matches here forwards, or up to here (`behind`)."""

    part: Part
    behind: bool
    negative: bool


class Positions(Struct):
    """The automata of a pattern. `ranges`, `follow` and `accept` have an entry for each position."""

    ranges: list[Ranges] = field(default_factory=list)
    follow: list[Moves] = field(default_factory=list)
    accept: list[Conditions] = field(default_factory=list)
    """When the automaton of a position may end behind it; empty: never."""
    looks: list[LookPart] = field(default_factory=list)
    main: Part = field(default_factory=lambda: Part({}, {}))


class _Fragment(Struct):
    first: Moves
    last: Moves
    empty: Conditions


def build(root: Node, effort: Effort, groups: dict[int, Node] | None = None) -> Positions:
    """The automaton of `root`, and those of its look-arounds.

    A reference is taken as a copy of its group (`groups`), which accepts more; without `groups` it is
    TooComplex, and so is a pattern that exceeds `effort`.
    """
    builder = _Builder(effort, groups or {})
    builder.positions.main = builder.part(root)
    return builder.positions


class _Builder:
    def __init__(self, effort: Effort, groups: dict[int, Node]) -> None:
        self.effort = effort
        self.groups = groups
        self.positions = Positions()
        self.looks: dict[Look, int] = {}

    def part(self, root: Node) -> Part:
        fragment = self.fragment(root)
        for (position, condition), ways in fragment.last.items():
            if START not in condition:
                _add(self.positions.accept[position], condition, ways)
        return Part(fragment.first, fragment.empty)

    def fragment(self, node: Node) -> _Fragment:
        self.effort.spend(1)
        match node:
            case Characters(ranges):
                return self.characters(ranges)
            case Sequence(items):
                return self.sequence(items)
            case Alternatives(options):
                whole = _Fragment({}, {}, {})
                for option in options:
                    self.unite(whole, self.fragment(option))
                return whole
            case Repeat(body, minimum, maximum):
                return self.repeat(body, minimum, maximum)
            case Group(body):
                return self.fragment(body)
            case Assertion(boundary):
                return _Fragment({}, {}, {frozenset((_BOUNDARIES[boundary],)): 1})
            case Look():
                return _Fragment({}, {}, {frozenset((self.look(node),)): 1})
            case Reference(number):
                if number not in self.groups:
                    raise TooComplex
                return self.fragment(self.groups[number])

    def characters(self, ranges: Ranges) -> _Fragment:
        if not ranges:
            return _Fragment({}, {}, {})
        self.effort.spend(8)  # and all that is done later for each position
        position = len(self.positions.ranges)
        self.positions.ranges.append(ranges)
        self.positions.follow.append({})
        self.positions.accept.append({})
        return _Fragment({(position, ALWAYS): 1}, {(position, ALWAYS): 1}, {})

    def look(self, node: Look) -> int:
        if node not in self.looks:
            part = self.part(node.body)
            self.looks[node] = FIRST_LOOK + len(self.positions.looks)
            self.positions.looks.append(LookPart(part, node.behind, node.negative))
        return self.looks[node]

    def sequence(self, items: tuple[Node, ...]) -> _Fragment:
        whole = _nothing()
        for item in items:
            whole = self.join(whole, self.fragment(item))
        return whole

    def repeat(self, body: Node, minimum: int, maximum: int | None) -> _Fragment:
        if maximum == 0:
            return _nothing()
        copies = max(minimum, 1) if maximum is None else maximum
        if copies > self.effort.left:
            raise TooComplex
        fragments = [self.fragment(body) for _ in range(copies)]
        if maximum is None:
            self.connect(fragments[-1].last, fragments[-1].first)
            if minimum == 0:
                fragments[-1].empty = {ALWAYS: 1}
            minimum = copies
        tail = _nothing()
        for index in range(copies - 1, -1, -1):
            tail = self.join(fragments[index], tail)
            if index >= minimum:
                tail.empty = {ALWAYS: 1}
        return tail

    def join(self, left: _Fragment, right: _Fragment) -> _Fragment:
        """`left` and then `right`. The fragments given are used up."""
        self.connect(left.last, right.first)
        first, last = left.first, right.last
        for (position, condition), ways in self.beside(right.first, left.empty):
            _add(first, (position, condition), ways)
        for (position, condition), ways in self.beside(left.last, right.empty):
            _add(last, (position, condition), ways)
        empty: Conditions = {}
        for before, ways in left.empty.items():
            for after, more in right.empty.items():
                self.effort.spend(1)
                _add(empty, before | after, ways * more)
        return _Fragment(first, last, empty)

    def beside(self, moves: Moves, empty: Conditions) -> list[tuple[tuple[int, Condition], int]]:
        """The moves that stay possible past a neighbour that may be empty."""
        self.effort.spend(2 * len(moves) * len(empty))
        return [
            ((position, condition | around), ways * more)
            for (position, condition), ways in moves.items()
            for around, more in empty.items()
        ]

    def connect(self, last: Moves, first: Moves) -> None:
        """From every last position one may go on to every first one."""
        self.effort.spend(2 * len(last) * len(first))
        for (source, before), ways in last.items():
            follow = self.positions.follow[source]
            for (target, after), more in first.items():
                condition = before | after
                if START not in condition and END not in condition:  # a character before, a character behind
                    _add(follow, (target, condition), ways * more)

    def unite(self, whole: _Fragment, other: _Fragment) -> None:
        self.effort.spend(len(other.first) + len(other.last))
        for move, ways in other.first.items():
            _add(whole.first, move, ways)
        for move, ways in other.last.items():
            _add(whole.last, move, ways)
        for condition, ways in other.empty.items():
            _add(whole.empty, condition, ways)


def _nothing() -> _Fragment:
    return _Fragment({}, {}, {ALWAYS: 1})


def _add(counts: dict[_Key, int], key: _Key, ways: int) -> None:
    counts[key] = min(2, counts.get(key, 0) + ways)
