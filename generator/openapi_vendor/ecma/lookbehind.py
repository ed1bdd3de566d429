"""Lookbehinds as Python can have them: each alternative as wide as itself.

JavaScript matches a lookbehind backwards, of any width. Whether one *exists* that ends here is all that
counts where nothing is captured, so it may be split into alternatives of fixed width.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from openapi_vendor.ecma.syntax import (
    Alternatives,
    Assertion,
    Characters,
    Group,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
    Untranslatable,
)

MAX_ALTERNATIVES: Final = 64


def fixed_widths(body: Node) -> list[Node]:
    """Nodes of one fixed width each, any of which matches before a position where `body` does.

    Raises Untranslatable for an unbounded repetition (but for a leading one: of `x+y` only `xy` counts, since
    more may always stand before), and for more than 64 alternatives.
    """
    return [node for node, _ in _split(_shortest_start(body))]


def _shortest_start(node: Node) -> Node:
    match node:
        case Alternatives(options):
            return Alternatives(tuple(map(_shortest_start, options)))
        case Sequence((first, *rest)):
            start = _shortest_start(first)
            if start == Sequence(()):
                return _shortest_start(Sequence(tuple(rest)))
            return Sequence((start, *rest))
        case Group(inner):
            return _shortest_start(inner)
        case Repeat(inner, minimum) if minimum:
            return Repeat(inner, minimum, minimum)
        case Repeat():
            return Sequence(())
        case _:
            return node


def _split(node: Node) -> list[tuple[Node, int]]:
    match node:
        case Characters():
            return [(node, 1)]
        case Assertion() | Look():
            return [(node, 0)]
        case Group(body):
            return _split(body)
        case Alternatives(options):
            return _few([pair for option in options for pair in _split(option)])
        case Sequence(items):
            return _join([_split(item) for item in items])
        case Repeat(body, minimum, maximum):
            if maximum is None or maximum - minimum >= MAX_ALTERNATIVES:
                raise Untranslatable("Python's `re` has no lookbehind of variable width")
            found: list[tuple[Node, int]] = []
            for count in range(minimum, maximum + 1):
                found += _times(_split(body), count)
            return _few(found)
        case Reference():  # refused before, where references are looked at
            raise Untranslatable("Python's `re` has no lookbehind of variable width")


def _times(choices: list[tuple[Node, int]], count: int) -> list[tuple[Node, int]]:
    """`count` times one of `choices`."""
    if len({width for _, width in choices}) == 1:
        nodes, width = tuple(node for node, _ in choices), choices[0][1]
        body = nodes[0] if len(nodes) == 1 else Alternatives(nodes)
        return [(Repeat(body, count, count), width * count)]
    if count > MAX_ALTERNATIVES:
        raise Untranslatable("a lookbehind has too many alternatives of different width")
    return _join([choices] * count)


def _join(parts: list[list[tuple[Node, int]]]) -> list[tuple[Node, int]]:
    combined: list[tuple[Node, int]] = [(Sequence(()), 0)]
    for part in parts:
        combined = _few(
            [
                (Sequence((*_items(left), right)), before + width)
                for (left, before), (right, width) in product(combined, part)
            ]
        )
    return combined


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


def _few(found: list[tuple[Node, int]]) -> list[tuple[Node, int]]:
    if len(found) > MAX_ALTERNATIVES:
        raise Untranslatable("a lookbehind has too many alternatives of different width")
    return found
