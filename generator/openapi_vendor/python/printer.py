"""Nodes to lines, as black lays them out: the one place where generated Python is broken into lines.

What fits is one line. Else the rules are those of black's `linegen.py`, for the nodes that there are: a `def` is split
at its parameters; what is inside brackets at its delimiters (commas, `|`, strings side by side), all of one kind at
once; anything else at the last brackets that leave a first line that fits. Around an assigned or returned value, an
annotation and what is imported there are *optional* parentheses, written only where a split there reads better than
one at brackets that are there anyway. And black runs twice: in the second run, the commas that the first one put
behind last items count. A test holds all of this against black itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise

from msgspec import Struct

from openapi_vendor.formatting import LINE_LENGTH
from openapi_vendor.python import code
from openapi_vendor.python.pieces import (
    COMMA,
    Group,
    Kind,
    Line,
    Piece,
    Shape,
    Side,
    Token,
    groups,
    has_magic,
    pieces_of,
    text_of,
)

_Way = Callable[[Line, bool], list[Line]]
_NONE: frozenset[Group] = frozenset()
_COMMA_PRIORITY, _DOT_PRIORITY = 3, 0
_DISPLAYS = (Shape.TUPLE, Shape.LIST, Shape.DICT, Shape.IMPORT)
_PRIORITIES = {Kind.BAR: 1, Kind.STRING: 2}


def show(node: code.Node, indent: int = 0) -> str:
    """The text of a statement at a level of indentation, without the margin of its first line."""
    is_exploded = isinstance(node, code.Assignment) and isinstance(node.value, code.Call) and node.value.exploded
    if not is_exploded and len(node.text) + 4 * indent <= LINE_LENGTH:
        return node.text
    pieces = pieces_of(node)
    is_def = isinstance(node, code.Function)
    line = Line(pieces, indent, is_def=is_def, is_import=isinstance(node, code.ImportFrom))
    layout = _Layout()
    lines = layout.lines(line)
    if _keep_commas(lines) and (layout.had_choice or (is_def and has_magic(pieces[-2:]))):
        for group in groups(pieces):
            group.is_visible = not group.is_optional
        lines = layout.lines(line)
    return "\n".join([found.text for found in lines])[4 * indent :]


def _keep_commas(lines: Sequence[Line]) -> bool:
    """Make groups remember the commas behind their last items. Returns whether there are new ones."""
    found = False
    for before, line in pairwise(lines):
        group = line.begins_with
        if group is None or not before.ends_with_comma or group.is_magic:
            continue
        if group.is_single and group.shape is Shape.TUPLE:
            continue  # that comma makes it a tuple
        group.explode()
        found = True
    return found


class _CannotSplit(Exception):
    """The line stays as it is, or is split otherwise."""


class _Split(Struct):
    """A line in three, at the brackets of a group."""

    head: Line
    body: Line
    tail: Line
    group: Group


class _Layout:
    """Splits a statement. `had_choice`: some line might have been split at other brackets."""

    def __init__(self) -> None:
        self.had_choice = False

    def lines(self, line: Line, *, forced: bool = False) -> list[Line]:
        """The lines of a line. `forced`: optional parentheses are written."""
        if not line.must_split and line.is_short and not line.has_magic:
            return [line]
        ways = [self._at_parameters]
        if not line.is_def or has_magic(line.pieces[-2:]):
            ways = [self._at_delimiters, self._at_brackets] if line.is_inside else [self._at_brackets]
        for way in ways:
            try:
                return self._lines(line, way, forced)
            except _CannotSplit:
                continue
        return [line]

    def _lines(self, line: Line, way: _Way, forced: bool) -> list[Line]:
        text = line.text
        found: list[Line] = []
        for part in way(line, forced):
            if part.text == text:
                raise _CannotSplit
            found += self.lines(part, forced=forced)
        optional = [piece for piece in line.pieces if isinstance(piece, Group) and piece.is_optional]
        if forced or way != self._at_brackets or line.is_tail or not optional:
            return found
        if found[0].is_short or any(group.is_visible for group in optional):
            return found
        second = self._lines(line, way, True)
        if all(line.is_short for line in second):
            return second
        for group in optional:
            group.is_visible = False
        return found

    def _at_parameters(self, line: Line, forced: bool) -> list[Line]:
        """At the first brackets with something in them."""
        for index, piece in enumerate(line.pieces):
            if isinstance(piece, Group) and piece.content:
                piece.is_visible = True
                return _parted(_split(line, line.pieces, index))
        raise _CannotSplit

    # --- what is inside brackets -----------------------------------------------------------------

    def _at_delimiters(self, line: Line, forced: bool) -> list[Line]:
        delimiters = _delimiters(line.pieces[:-1] if line.ends_with_comma else line.pieces)
        if not delimiters:
            raise _CannotSplit
        highest = max(delimiters.values())
        if highest == _DOT_PRIORITY and len(delimiters) == 1:
            raise _CannotSplit
        parts: list[list[Piece]] = [[]]
        for index, piece in enumerate(line.pieces):
            parts[-1].append(piece)
            if delimiters.get(index) == highest:
                parts.append([])
        if highest == _COMMA_PRIORITY and not line.ends_with_comma:
            parts[-1].append(COMMA)
        return [Line(part, line.depth, is_inside=True) for part in parts if part]

    # --- at the last brackets --------------------------------------------------------------------

    def _at_brackets(self, line: Line, forced: bool) -> list[Line]:
        first: list[Line] | None = None
        for omitted in self._omissions(line):
            if omitted and _is_hopeless(line, omitted):
                continue
            found = self._at_last_brackets(_last_split(line, omitted), line, forced, omitted)
            if first is None and not omitted:
                first = found
            if found[0].is_short:
                return found
        return first if first is not None else self._at_last_brackets(_last_split(line, _NONE), line, forced, _NONE)

    def _omissions(self, line: Line) -> Iterator[Set[Group]]:
        """The groups, from the right, that may stay whole behind another that is split: more and more of them."""
        omitted: set[Group] = set()
        if not line.has_magic:
            yield omitted
        length = 4 * line.depth
        last: Group | None = None
        empty: set[Group] = set()
        for piece in _from_the_right(line.pieces):
            if isinstance(piece, Group) and not piece.content:
                empty.add(piece)
            elif isinstance(piece, Group) or (isinstance(piece, Side) and not piece.is_opening):
                group = piece.group if isinstance(piece, Side) else piece
                if length + len(group.closing) * group.is_visible > LINE_LENGTH:
                    return
                if last is not None:
                    self.had_choice = True
                    omitted |= {last, *empty}
                    empty.clear()
                    yield omitted
                if isinstance(piece, Group) and has_magic([piece]):
                    return
                if group.is_visible:
                    last = group
            length += len(piece.space) + len(piece.text)
            if length > LINE_LENGTH:
                return

    def _at_last_brackets(self, split: _Split, line: Line, forced: bool, omitted: Set[Group]) -> list[Line]:
        """The three lines; or those of a split at other brackets, if these are optional and better left out."""
        is_optional = not split.group.is_visible and not line.is_import
        if not forced and is_optional and _may_omit(split):
            wider = {split.group, *omitted}
            try:
                other = _last_split(line, wider)
                if _is_better(other, split):
                    return self._at_last_brackets(other, line, forced, wider)
            except _CannotSplit:
                if not _can_be_split(split.body) and not split.body.is_short:
                    raise
        split.group.is_visible = True
        return _parted(split)


def _parted(split: _Split) -> list[Line]:
    return [split.head, split.body, split.tail]


def _split(line: Line, pieces: list[Piece], index: int) -> _Split:
    """The line in three, at the group that stands at `index` among the pieces."""
    group = pieces[index]
    assert isinstance(group, Group)
    content = list(group.content)
    if content[-1] is not COMMA and (
        line.is_import
        or (group.is_single and group.shape is Shape.DICT and _is_tidy(content, line.depth + 1))
        or (group.is_single and line.is_def and group.shape is Shape.PARAMETERS)
    ):
        content.append(COMMA)
    delimiters = _delimiters(content[:-1] if content[-1] is COMMA else content)
    has_commas = bool(delimiters) and max(delimiters.values()) == _COMMA_PRIORITY
    is_one_each = group.shape in _DISPLAYS or content[-1] is COMMA
    head = [*pieces[:index], Side(group, is_opening=True)]
    tail = [Side(group, is_opening=False), *pieces[index + 1 :]]
    return _Split(
        Line(head, line.depth, is_def=line.is_def, is_import=line.is_import, is_tail=line.is_tail),
        Line(content, line.depth + 1, is_inside=True, must_split=has_commas and is_one_each),
        Line(tail, line.depth, is_tail=True),
        group,
    )


def _is_tidy(content: list[Piece], depth: int) -> bool:
    """Whether a single entry fits a line with a comma behind it, or can be split: a literal may be too long for any."""
    body = Line([*content, COMMA], depth)
    return body.is_short or any(isinstance(piece, Group) for piece in body.pieces)


def _last_split(line: Line, omitted: Set[Group]) -> _Split:
    """At the last group with content that is not omitted; optional parentheses that are omitted are looked into."""
    pieces = list(line.pieces)
    index = len(pieces) - 1
    while index >= 0:
        piece = pieces[index]
        if isinstance(piece, Side) and not piece.is_opening and piece.group not in omitted:
            break
        if isinstance(piece, Group) and piece.content:
            if piece not in omitted:
                return _split(line, pieces, index)
            if not piece.is_visible:
                sides = Side(piece, is_opening=True), Side(piece, is_opening=False)
                pieces[index : index + 1] = [sides[0], *piece.content, sides[1]]
                index += len(piece.content) + 1
        index -= 1
    raise _CannotSplit


def _from_the_right(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces from the right, with what is in optional parentheses that are not written between their sides."""
    for piece in reversed(pieces):
        if isinstance(piece, Group) and not piece.is_visible:
            yield Side(piece, is_opening=False)
            yield from _from_the_right(piece.content)
            yield Side(piece, is_opening=True)
        else:
            yield piece


def _is_hopeless(line: Line, omitted: Set[Group]) -> bool:
    """Whether what stands before the last group that is not omitted is too long already."""
    length = 4 * line.depth + len(text_of(line.pieces))
    for piece in _from_the_right(line.pieces):
        length -= len(piece.space) + len(piece.text)
        is_end = isinstance(piece, Side) and not piece.is_opening
        group = piece.group if isinstance(piece, Side) and is_end else piece
        if isinstance(group, Group) and group not in omitted:
            return group.is_visible and not is_end and length > LINE_LENGTH
    return False


def _delimiters(pieces: Sequence[Piece]) -> dict[int, int]:
    """After which pieces the line may be split, with priorities."""
    found: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Token):
            continue
        if piece.kind is Kind.COMMA:
            found[index] = _COMMA_PRIORITY
        elif index and piece.kind is Kind.BAR:
            found[index - 1] = _PRIORITIES[Kind.BAR]
        elif index and piece.kind is Kind.STRING:
            before = pieces[index - 1]
            if isinstance(before, Token) and before.kind is Kind.STRING:
                found[index - 1] = _PRIORITIES[Kind.STRING]
        elif index and piece.kind is Kind.DOT and not isinstance(pieces[index - 1], Token):
            found[index - 1] = _DOT_PRIORITY
    return found


def _may_omit(split: _Split) -> bool:
    """Whether the body can do without its optional parentheses."""
    pieces, depth = split.body.pieces, split.body.depth
    delimiters = _delimiters(pieces)
    if not delimiters:
        return True
    highest = max(delimiters.values())
    if sum(priority == highest for priority in delimiters.values()) > 1:
        return False
    if highest == _DOT_PRIORITY:
        return True
    first, last = pieces[0], pieces[-1]
    if isinstance(first, Group) and first.content:
        rest = text_of([Side(first, is_opening=False), *pieces[1:]])
        behind = next((piece for piece in pieces[1:] if isinstance(piece, Group)), None)
        if behind is not None:
            rest = text_of([Side(first, is_opening=False), *pieces[1 : pieces.index(behind)], Token(behind.opening)])
        if 4 * depth + len(rest) <= LINE_LENGTH:
            return True
    if isinstance(last, Group) and last.shape is not Shape.SUBSCRIPT and last.content:
        before = pieces[:-1]
        if any(isinstance(piece, Group) for piece in before):
            return True
        return 4 * depth + len(text_of([*before, Side(last, is_opening=True)])) <= LINE_LENGTH
    return False


def _is_better(other: _Split, split: _Split) -> bool:
    """Whether a split without the optional parentheses is better than the one with them."""
    head = split.head.pieces
    if len(head) < 2 or not _is_equal_sign(head[-2]):
        return True
    if not any(isinstance(piece, Group | Side) for piece in head[:-1]):
        return True
    if len(split.head.text) > LINE_LENGTH - 1 or split.head.has_magic:
        return True
    for piece in reversed(other.head.pieces):
        if _is_equal_sign(piece):
            return other.head.is_short
        if isinstance(piece, Group) or (isinstance(piece, Side) and not piece.is_opening):
            return True
    return False


def _is_equal_sign(piece: Piece) -> bool:
    return isinstance(piece, Token) and piece.kind is Kind.EQUAL


def _can_be_split(line: Line) -> bool:
    return len(line.pieces) > 1 or isinstance(line.pieces[0], Group)
