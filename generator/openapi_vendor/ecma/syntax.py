"""The syntax tree of an ECMA-262 pattern, and the two ways in which a pattern can fail.

Escapes, classes, properties and `.` are all gone: an atom is the set of characters that it accepts
(`Characters`). Non-capturing groups and group names are gone too: structure is the tree, names are numbers.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from openapi_vendor.ecma.charset import Ranges


class PatternError(Exception):
    """A pattern that cannot be used. `offset` counts characters of the pattern, from 0."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class InvalidPattern(PatternError):
    """Not an ECMA-262 regular expression: a SyntaxError with the flag `u` and without it."""


class Untranslatable(PatternError):
    """A valid pattern for which there is no exact form: using an inexact one would give wrong verdicts."""


class Boundary(enum.Enum):
    """What an assertion without a body looks for."""

    START = "^"
    END = "$"
    WORD = "\\b"
    NOT_WORD = "\\B"


@dataclass(frozen=True, slots=True)
class Characters:
    """One character out of `ranges`. An empty set never matches (`[]`)."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Sequence:
    """All `items`, one after the other; none: the empty text."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The first of `options` with which the rest matches too; at least two."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`body` from `minimum` to `maximum` times (None: without bound)."""

    body: Node
    minimum: int
    maximum: int | None
    lazy: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A capturing group; `number` counts from 1."""

    body: Node
    number: int


@dataclass(frozen=True, slots=True)
class Assertion:
    """`^`, `$`, `\\b` or `\\B`; flag `m` is never set, so `^` and `$` are the ends of the text."""

    boundary: Boundary


@dataclass(frozen=True, slots=True)
class Look:
    """Lookahead or lookbehind. `offset` is where it stands in the pattern; it makes no difference."""

    body: Node
    behind: bool
    negative: bool
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """What group `number` captured last; nothing captured matches the empty text.

    `offset` is where it stands in the pattern, and tells it from others.
    """

    number: int
    offset: int


Node = Characters | Sequence | Alternatives | Repeat | Group | Assertion | Look | Reference


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed pattern.

    `unicode`: valid with the flag `u`, and its characters are code points. Otherwise it is valid only by
    Annex B and its characters are UTF-16 code units, as they are for JavaScript; `unicode_error` then says
    what the flag `u` objects to. `lints` says which parts look like something they are not. `leading` are the
    flags with which it begins, `modifiers` those of groups, both as they are written.
    """

    root: Node
    unicode: bool
    unicode_error: str = ""
    lints: tuple[str, ...] = ()
    leading: str = ""
    modifiers: tuple[str, ...] = ()


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below `node`."""
    match node:
        case Sequence(items):
            return items
        case Alternatives(options):
            return options
        case Repeat(body) | Group(body) | Look(body):
            return (body,)
        case _:
            return ()


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """`node` with `change` made to each of the nodes right below it."""
    match node:
        case Sequence(items):
            return Sequence(tuple(map(change, items)))
        case Alternatives(options):
            return Alternatives(tuple(map(change, options)))
        case Repeat(body) | Group(body) | Look(body):
            return replace(node, body=change(body))
        case _:
            return node


def descendants(root: Node) -> list[Node]:
    """Every node of the tree, the root first."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += children(node)
    return found


def can_be_empty(node: Node) -> bool:
    """Whether `node` may match the empty text; True where that depends on the text around."""
    match node:
        case Characters():
            return False
        case Sequence(items):
            return all(map(can_be_empty, items))
        case Alternatives(options):
            return any(map(can_be_empty, options))
        case Repeat(body, minimum):
            return minimum == 0 or can_be_empty(body)
        case Group(body):
            return can_be_empty(body)
        case Assertion() | Look() | Reference():
            return True
