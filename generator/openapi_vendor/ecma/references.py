"""What a backreference can be in Python: the difference is in groups that have captured nothing.

For JavaScript such a reference matches the empty text, and every iteration of a repetition forgets what its
groups captured before; Python fails at it, and keeps the old capture. Where a group stands relative to the
reference decides which of them is the case, or that it cannot be decided.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

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
    can_be_empty,
    children,
    descendants,
    rebuilt,
)


class Meaning(enum.Enum):
    """What a reference can count on."""

    EMPTY = enum.auto()
    """Its group can never have captured anything: it matches the empty text."""
    SET = enum.auto()
    """Its group always has: `\\1`."""
    PERHAPS = enum.auto()
    """Its group may have: `(?(1)\\1|)`."""


Path = tuple[tuple[Node, int], ...]
"""The way from the root to a node: each node on it, and the index of the child through which it goes on."""


def meanings(root: Node) -> dict[int, Meaning]:
    """The meaning of each reference of the tree, by the reference's offset.

    Raises Untranslatable for a reference inside a lookbehind or to a group in one (they match backwards), to
    a group that is repeated on its own, to one that may keep the capture of an earlier iteration, and to one that an
    iteration may capture which matches nothing.
    """
    groups, references = _places(root)
    return {reference.offset: _meaning(reference, path, groups) for reference, path in references}


def without_empty(root: Node) -> Node:
    """The tree without the references that can only match the empty text."""
    groups, references = _places(root)
    dead: set[int] = set()
    for reference, path in references:
        try:
            if _meaning(reference, path, groups) is Meaning.EMPTY:
                dead.add(reference.offset)
        except Untranslatable:
            pass

    def change(node: Node) -> Node:
        if isinstance(node, Reference) and node.offset in dead:
            return Sequence(())
        return rebuilt(node, change)

    return change(root) if dead else root


def _places(root: Node) -> tuple[dict[int, Path], list[tuple[Reference, Path]]]:
    """The paths to all groups, by number, and to all references; nothing if there are no references."""
    if not any(isinstance(node, Reference) for node in descendants(root)):
        return {}, []
    groups: dict[int, Path] = {}
    references: list[tuple[Reference, Path]] = []
    for node, path in _walk(root):
        if isinstance(node, Group):
            groups[node.number] = path
        elif isinstance(node, Reference):
            references.append((node, path))
    return groups, references


def _walk(root: Node) -> Iterator[tuple[Node, Path]]:
    waiting: list[tuple[Node, Path]] = [(root, ())]
    while waiting:
        node, path = waiting.pop()
        yield node, path
        waiting += [(child, (*path, (node, index))) for index, child in enumerate(children(node))]


def _meaning(reference: Reference, path: Path, groups: dict[int, Path]) -> Meaning:
    to_group = groups[reference.number]
    if any(isinstance(node, Look) and node.behind for node, _ in (*path, *to_group)):
        raise Untranslatable("a backreference and a lookbehind cannot be combined exactly", reference.offset)
    shared = 0
    while shared < min(len(path), len(to_group)) and path[shared][1] == to_group[shared][1]:
        shared += 1
    if shared == len(to_group) or shared == len(path):
        return Meaning.EMPTY  # the reference stands inside its own group
    (fork, to_reference), (_, to_its_group) = path[shared], to_group[shared]
    below = [node for node, _ in to_group[shared + 1 :]]
    if not isinstance(fork, Sequence) or to_its_group > to_reference:
        return Meaning.EMPTY  # it stands in another alternative than the group, or before it
    if any(isinstance(node, Look) and node.negative for node in below):
        return Meaning.EMPTY
    if any(map(_loops, below)):
        raise Untranslatable("the group of a backreference is repeated", reference.offset)
    looked_at = any(isinstance(node, Look) for node in below)
    for node in below:
        # ECMA-262 §22.2.2.3.1: an optional iteration that matched nothing did not happen, and captured nothing. That
        # makes a difference only where a look decides what is captured: elsewhere all ways are tried in the end.
        if isinstance(node, Repeat) and node.minimum == 0 and looked_at:
            if _is_always_empty(node.body):
                return Meaning.EMPTY
            if can_be_empty(node.body):
                raise Untranslatable(
                    "the group of a backreference may be captured by an iteration that matches nothing",
                    reference.offset,
                )
    if not any(map(_may_skip, below)):
        return Meaning.SET
    if any(_loops(node) for node, _ in path[:shared]):
        raise Untranslatable(
            "a backreference to a group that an iteration may leave out needs captures to be reset",
            reference.offset,
        )
    return Meaning.PERHAPS


def _is_always_empty(node: Node) -> bool:
    match node:
        case Sequence(items):
            return all(map(_is_always_empty, items))
        case Alternatives(options):
            return all(map(_is_always_empty, options))
        case Group(body):
            return _is_always_empty(body)
        case Repeat(body, _, maximum):
            return maximum == 0 or _is_always_empty(body)
        case Assertion() | Look():
            return True
        case Characters() | Reference():
            return False


def _loops(node: Node) -> bool:
    return isinstance(node, Repeat) and node.maximum not in (0, 1)


def _may_skip(node: Node) -> bool:
    return isinstance(node, Alternatives) or (isinstance(node, Repeat) and node.minimum == 0)
