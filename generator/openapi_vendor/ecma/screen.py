"""Whether backtracking on a pattern can blow up: a text that `re` tries in exponentially many ways, or n².

`re` follows every path of the pattern's automaton over the text until one succeeds, so a text that fails
costs as many steps as there are paths. They are exponentially many if a state has two different ways back to
itself over the same characters (EDA), and polynomially many if a state p can stay, go to another state q, and
q can stay, all over the same characters (IDA) [Weber and Seidl 1991; Allauzen, Mohri and Rastogi 2008]. A
search that may start anywhere is one more state, before the pattern, that stays on every character.
"""

from __future__ import annotations

import enum
from collections.abc import Container, Iterator
from itertools import product
from typing import Final

from openapi_vendor.ecma.alphabet import alphabet
from openapi_vendor.ecma.effort import Effort, TooComplex
from openapi_vendor.ecma.graphs import components
from openapi_vendor.ecma.parser import parse
from openapi_vendor.ecma.positions import ALWAYS, FIRST_LOOK, START, Conditions, Moves, Positions, build
from openapi_vendor.ecma.syntax import (
    Alternatives,
    Assertion,
    Boundary,
    Group,
    Look,
    Node,
    Repeat,
    Sequence,
    can_be_empty,
    children,
    descendants,
    rebuilt,
)

MAX_WAYS: Final = 1_000
"""How many ways bounded repetitions may offer before they are taken for unbounded ones."""

MAX_COPIES: Final = 1_000
"""How often a fixed repetition may be written out before it is taken for an unbounded one."""

SCREEN_EFFORT: Final = 800_000
"""How much may be spent on one pattern."""


class Verdict(enum.Enum):
    """What the worst text can cost with a backtracking engine."""

    SAFE = "safe"
    POLYNOMIAL = "polynomial"
    EXPONENTIAL = "exponential"
    UNKNOWN = "unknown"
    """The automaton is too large to say; to be treated as unsafe."""


def screen(pattern: str, effort: Effort | None = None) -> Verdict:
    """The verdict on a valid pattern. Raises PatternError as `parse` does.

    A pattern whose paths are many but bounded (`^(a{1,9}){1,9}$`) counts as polynomial. Bounded repetitions
    that are too large to be written out are taken for unbounded ones, a reference for a copy of its group:
    approximations only ever add paths, so what is called safe is safe.
    """
    return screen_tree(parse(pattern).root, effort)


def screen_tree(root: Node, effort: Effort | None = None) -> Verdict:
    """`screen` for a parsed pattern. `effort` bounds what all patterns of a document cost together."""
    if any(isinstance(node, Look) and node.behind and _looks_ahead(node) for node in descendants(root)):
        return Verdict.UNKNOWN
    many = _ways(root) > MAX_WAYS
    for tree in (root, _loosened(root)):
        part = Effort(SCREEN_EFFORT // 2, effort)
        try:
            return _Screen(_automaton(tree, part), part).verdict(many)
        except (TooComplex, RecursionError):
            pass
    return Verdict.UNKNOWN


def _automaton(root: Node, effort: Effort) -> Positions:
    groups = {node.number: node.body for node in descendants(root) if isinstance(node, Group)}
    return build(root, effort, groups)


def _looks_ahead(node: Node) -> bool:
    """Whether a lookahead is inside: in a lookbehind, it starts at places that this graph does not have."""
    return any(isinstance(inner, Look) and not inner.behind for inner in descendants(node))


def _ways(node: Node) -> int:
    """In how many ways the bounded repetitions and alternatives of `node` can match one text, at most."""
    ways = 1
    match node:
        case Sequence(items):
            for item in items:
                ways = min(ways * _ways(item), MAX_WAYS + 1)
        case Alternatives(options):
            ways = sum(map(_ways, options))
        case Repeat(body, minimum, maximum) if maximum is not None:
            inner = _ways(body)
            if inner == 1:
                ways = maximum - minimum + 1
            else:
                ways = inner ** min(maximum, 10)
        case Repeat(body):
            ways = _ways(body) * (2 if can_be_empty(body) else 1)
        case _:
            ways = max(map(_ways, children(node)), default=1)
    return min(ways, MAX_WAYS + 1)


def _loosened(node: Node) -> Node:
    """The tree with every repetition unbounded that is long, or can be gone through in more than one way."""
    if not isinstance(node, Repeat) or node.maximum == 1:
        return rebuilt(node, _loosened)
    if node.minimum == node.maximum and node.minimum <= MAX_COPIES and _ways(node.body) == 1:
        return rebuilt(node, _loosened)
    body = _loosened(node.body)
    if node.minimum <= 1:
        return Repeat(body, node.minimum, None)
    if can_be_empty(node.body):
        # Which of the iterations are the empty ones is a choice too: (a?){500} is as bad as (a|a)*.
        return Repeat(Alternatives((body, body)), 1, None)
    # One iteration is not enough: a condition that may not hold stands for the others.
    return Sequence((Repeat(body, 1, None), Assertion(Boundary.WORD)))


class _Screen:
    """The graph that a backtracking search walks, and the two questions about it."""

    def __init__(self, positions: Positions, effort: Effort) -> None:
        self.effort = effort
        self.positions = positions
        letters = alphabet(positions.ranges)
        self.masks = [letters.members[ranges] for ranges in positions.ranges]
        self.edges = [
            {} if ALWAYS in accept else self.targets(follow, accept)
            for follow, accept in zip(positions.follow, positions.accept, strict=True)
        ]
        main = positions.main
        later = {move: ways for move, ways in main.first.items() if START not in move[1]}
        at_once = {condition: ways for condition, ways in main.empty.items() if START not in condition}
        if ALWAYS not in main.empty and (later or at_once):
            anywhere = len(self.masks)
            self.masks.append((1 << letters.size) - 1)
            self.edges.append(self.targets(later, at_once) | {anywhere: 1})
        # Where the automaton may end at once, the search ends with it: no path goes on from there, and so
        # none of those that lead there can be part of a text that fails.
        ends = {state for state, accept in enumerate(positions.accept) if ALWAYS in accept}
        self.edges = [{to: ways for to, ways in row.items() if to not in ends} for row in self.edges]
        parts = [main, *(look.part for look in positions.looks)]
        counts = [
            *(row.values() for row in positions.follow),
            *(row.values() for row in positions.accept),
            *(part.first.values() for part in parts),
            *(part.empty.values() for part in parts),
        ]
        self.doubled = any(ways > 1 for row in counts for ways in row)
        """Whether there are two ways from one place to another that consume nothing in between."""
        self.by_mask = [self.grouped(row) for row in self.edges]
        self.loops = [
            sorted(component)
            for component in components(range(len(self.masks)), lambda state: self.edges[state])
            if len(component) > 1 or component[0] in self.edges[component[0]]
        ]

    def targets(self, moves: Moves, ends: Conditions) -> dict[int, int]:
        """Where paths lead: to the next characters, and into the lookaheads that are tried on the way."""
        found: dict[int, int] = {}
        looks: set[int] = set()
        for (target, condition), ways in moves.items():
            found[target] = min(2, found.get(target, 0) + ways)
            looks |= condition
        for condition in ends:
            looks |= condition
        self.effort.spend(len(moves) + len(looks))
        for look in looks:
            if look >= FIRST_LOOK and not self.positions.looks[look - FIRST_LOOK].behind:
                part = self.positions.looks[look - FIRST_LOOK].part
                found |= self.targets(part.first, part.empty)
        return found

    def grouped(self, row: dict[int, int]) -> list[tuple[int, list[int]]]:
        """The targets of a row by the characters that lead to them."""
        groups: dict[int, list[int]] = {}
        for target in row:
            groups.setdefault(self.masks[target], []).append(target)
        return list(groups.items())

    def verdict(self, many: bool) -> Verdict:
        """`many`: bounded repetitions offer so many ways that even two paths may stand for too many."""
        if any(map(self.exponential, self.loops)):
            return Verdict.EXPONENTIAL
        for start in self.loops:
            reached = self.reachable(start)
            for end in self.loops:
                if end is not start and end[0] in reached and self.polynomial(start, end, reached):
                    return Verdict.POLYNOMIAL
        return Verdict.POLYNOMIAL if many and (self.doubled or self.ambiguous()) else Verdict.SAFE

    def reachable(self, states: list[int]) -> set[int]:
        reached, waiting = set(states), list(states)
        while waiting:
            fresh = self.edges[waiting.pop()].keys() - reached
            self.effort.spend(1 + len(fresh))
            reached |= fresh
            waiting += fresh
        return reached

    def pairs(self, pair: tuple[int, int], inside: Container[int]) -> Iterator[tuple[int, int]]:
        """The moves of two paths over one text; which of them is which does not matter."""
        for mask, ones in self.by_mask[pair[0]]:
            for other_mask, others in self.by_mask[pair[1]]:
                self.effort.spend(1)
                if mask & other_mask:
                    self.effort.spend(len(ones) * len(others))
                    for one, other in product(ones, others):
                        if one in inside and other in inside:
                            yield (one, other) if one <= other else (other, one)

    def exponential(self, loop: list[int]) -> bool:
        inside = set(loop)
        if any(ways > 1 and to in inside for state in loop for to, ways in self.edges[state].items()):
            return True
        found = components([(state, state) for state in loop], lambda pair: self.pairs(pair, inside))
        return any(
            any(one == other for one, other in component) and any(one != other for one, other in component)
            for component in found
        )

    def polynomial(self, start: list[int], end: list[int], reached: set[int]) -> bool:
        first, last = set(start), set(end)

        def moves(triple: tuple[int, int, int]) -> Iterator[tuple[int, int, int]]:
            stays, goes, waits = triple
            if goes == waits:  # p came to p, to q, and q to q: an edge back closes a circle if from p, p, q
                yield stays, stays, waits
            for one in self.edges[stays].keys() & first:
                for three in self.edges[waits].keys() & last:
                    mask = self.masks[one] & self.masks[three]
                    self.effort.spend(1 + (len(self.edges[goes]) if mask else 0))
                    if mask:
                        for two in self.edges[goes].keys() & reached:
                            if mask & self.masks[two]:
                                yield one, two, three

        roots = [(one, one, three) for one in start for three in end if self.masks[one] & self.masks[three]]
        for component in components(roots, moves):
            members = set(component)
            if any(two == three and (one, one, three) in members for one, two, three in members):
                return True
        return False

    def ambiguous(self) -> bool:
        """Whether two different paths lead from one state to another over the same text."""
        everything = range(len(self.masks))
        seen = {(state, state) for state in everything}
        waiting = list(seen)
        while waiting:
            pair = waiting.pop()
            for following in self.pairs(pair, everything):
                if following[0] == following[1] and pair[0] != pair[1]:
                    return True
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return False
