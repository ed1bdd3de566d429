"""Lines as the printer sees them: tokens, and groups in brackets that are looked into only when they must be split."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from functools import cached_property

from openapi_vendor.formatting import LINE_LENGTH
from openapi_vendor.python import code


class Kind(enum.Enum):
    """What matters of a token."""

    STRING = enum.auto()
    COMMA = enum.auto()
    BAR = enum.auto()
    DOT = enum.auto()
    EQUAL = enum.auto()
    OTHER = enum.auto()


class Shape(enum.Enum):
    """Which brackets a group has."""

    TUPLE = enum.auto()
    LIST = enum.auto()
    DICT = enum.auto()
    STRINGS = enum.auto()
    CALL = enum.auto()
    SUBSCRIPT = enum.auto()
    PARAMETERS = enum.auto()
    IMPORT = enum.auto()
    """Optional ones, around what is imported."""
    OPTIONAL = enum.auto()
    """Those that may stand around a value or an annotation, and are written only where that helps."""


class Token:
    """A word or sign. `space` stands before it, unless it begins its line."""

    __slots__ = ("kind", "space", "text")

    def __init__(self, text: str, kind: Kind = Kind.OTHER, space: str = "") -> None:
        self.text = text
        self.kind = kind
        self.space = space


class Whole:
    """A node that is looked into only where it does not fit on a line."""

    def __init__(self, node: code.Node, space: str) -> None:
        self.node = node
        self.text = node.text
        self.space = space
        self.is_open = False

    @cached_property
    def pieces(self) -> list[Piece]:
        self.is_open = True
        return pieces_of(self.node)


class Group:
    """Brackets and what is inside. `nodes` are parted by commas; or there are `pieces`.

    `is_magic`: a comma behind the last item says that each item has a line of its own.
    """

    def __init__(
        self, shape: Shape, nodes: Sequence[code.Node] = (), pieces: list[Piece] | None = None, space: str = ""
    ) -> None:
        self.shape = shape
        self.space = space
        self.opening, self.closing = _BRACKETS.get(shape, ("(", ")"))
        self.is_optional = shape in (Shape.OPTIONAL, Shape.IMPORT)
        self.is_visible = not self.is_optional
        self.is_magic = False
        self.is_open = pieces is not None
        self._nodes = nodes
        self._pieces = pieces

    @property
    def content(self) -> list[Piece]:
        """The pieces inside."""
        if self._pieces is None:
            self._pieces = []
            for node in self._nodes:
                self._pieces += [COMMA] if self._pieces else []
                self._pieces.append(Whole(node, " " if self._pieces else ""))
            self.is_open = True
        return self._pieces

    @property
    def is_single(self) -> bool:
        """Whether there is one item."""
        return len(self._nodes) == 1

    @property
    def text(self) -> str:
        inside = text_of(self.content) if self.is_open else ", ".join([node.text for node in self._nodes])
        return f"{self.opening}{inside}{self.closing}" if self.is_visible else inside

    def explode(self) -> None:
        """Put a comma behind the last item, which is to stay there."""
        if self.content and self.content[-1] is not COMMA:
            self.content.append(COMMA)
        self.is_magic = True


_BRACKETS = {Shape.SUBSCRIPT: ("[", "]"), Shape.LIST: ("[", "]"), Shape.DICT: ("{", "}")}


class Side:
    """One bracket of a group whose other one is on another line, or which is left out together with it."""

    def __init__(self, group: Group, *, is_opening: bool) -> None:
        self.group = group
        self.is_opening = is_opening
        self.space = group.space if is_opening else ""

    @property
    def text(self) -> str:
        if not self.group.is_visible:
            return ""
        return self.group.opening if self.is_opening else self.group.closing


Piece = Token | Whole | Group | Side
COMMA = Token(",", Kind.COMMA)


class Line:
    """A line at a depth of indentation. `is_inside`: the content of `group`, or a part of that.

    `is_tail`: it begins with the end of a group.
    """

    def __init__(
        self,
        pieces: list[Piece],
        depth: int,
        *,
        is_def: bool = False,
        is_import: bool = False,
        is_inside: bool = False,
        is_tail: bool = False,
        must_split: bool = False,
    ) -> None:
        self._pieces = pieces
        self.depth = depth
        self.is_def = is_def
        self.is_import = is_import
        self.is_inside = is_inside
        self.is_tail = is_tail
        self.must_split = must_split

    @property
    def pieces(self) -> list[Piece]:
        """With the one item of the line looked into; where there are several, the line is split at their commas."""
        first = self._pieces[0] if self._pieces else None
        if isinstance(first, Whole) and len(self._pieces) < 3:
            self._pieces = [*first.pieces, *self._pieces[1:]]
        return self._pieces

    @property
    def text(self) -> str:
        return " " * (4 * self.depth) + text_of(self._pieces)

    @property
    def is_short(self) -> bool:
        return len(self.text) <= LINE_LENGTH

    @property
    def ends_with_comma(self) -> bool:
        return self._pieces[-1] is COMMA

    @property
    def begins_with(self) -> Group | None:
        """The group that ends at the beginning of the line."""
        first = self._pieces[0]
        return first.group if isinstance(first, Side) and not first.is_opening else None

    @property
    def has_magic(self) -> bool:
        return not self.is_tail and has_magic(self._pieces)


def text_of(pieces: Sequence[Piece]) -> str:
    """Pieces side by side."""
    if not pieces:
        return ""
    return pieces[0].text + "".join([piece.space + piece.text for piece in pieces[1:]])


def has_magic(pieces: Sequence[Piece]) -> bool:
    """Whether any group in the pieces has to be split."""
    return any(group.is_magic for group in groups(pieces))


def groups(pieces: Sequence[Piece]) -> Iterator[Group]:
    """The groups in the pieces, and in those of them that were looked into."""
    for piece in pieces:
        if isinstance(piece, Group):
            yield piece
            if piece.is_open:
                yield from groups(piece.content)
        elif isinstance(piece, Whole) and piece.is_open:
            yield from groups(piece.pieces)


# --- nodes to pieces ---------------------------------------------------------------------------


def pieces_of(node: code.Node) -> list[Piece]:
    """What a node is made of outside of brackets, and its groups."""
    match node:
        case code.Name(name):
            return [Token(name)]
        case code.Constant(source, is_string):
            return [Token(source, Kind.STRING if is_string else Kind.OTHER)]
        case code.Quoted():
            return [Token(node.text, Kind.STRING)]
        case code.Attribute(value, name):
            return [*pieces_of(value), Token(".", Kind.DOT), Token(name)]
        case code.Call(function, arguments, exploded):
            group = Group(Shape.CALL, arguments)
            if exploded:
                group.explode()
            return [*pieces_of(function), group]
        case code.Subscript(value, arguments):
            return [*pieces_of(value), Group(Shape.SUBSCRIPT, arguments)]
        case code.Tuple(parts):
            group = Group(Shape.TUPLE, parts)
            if group.is_single:
                group.content.append(COMMA)
            return [group]
        case code.List(parts):
            return [Group(Shape.LIST, parts)]
        case code.Dict(parts):
            return [Group(Shape.DICT, parts)]
        case code.Concatenation(strings):
            return [Group(Shape.STRINGS, pieces=[Token(each, Kind.STRING, " ") for each in strings])]
        case code.Entry(key, value):
            return [*pieces_of(key), Token(":"), *_spaced(pieces_of(value))]
        case code.Keyword(name, value):
            return [Token(name), Token("=", Kind.EQUAL), *pieces_of(value)]
        case code.Lambda(body):
            return [Token("lambda:"), *_spaced(pieces_of(body))]
        case code.Alternatives(parts):
            found = pieces_of(parts[0])
            for part in parts[1:]:
                found += [Token("|", Kind.BAR, " "), *_spaced(pieces_of(part))]
            return found
        case _:
            return _pieces_of_statement(node)


def _pieces_of_statement(node: code.Node) -> list[Piece]:
    match node:
        case code.Parameter(name, annotation, default):
            found: list[Piece] = [Token(name)]
            if annotation is not None:
                type_ = pieces_of(annotation)
                is_union = isinstance(annotation, code.Alternatives)
                found.append(Token(":"))
                found += [_optional(type_)] if is_union else _spaced(type_)
            if default is not None:
                found.append(Token("=", Kind.EQUAL, " "))
                found += _spaced(pieces_of(default))
            return found
        case code.Assignment(target, value, annotation):
            found = [Token(target)]
            if annotation is not None:
                found.append(Token(":"))
                found += _in_parentheses(annotation)
            if value is not None:
                found.append(Token("=", Kind.EQUAL, " "))
                found += _in_parentheses(value)
            return found
        case code.Return(value):
            return [Token("return"), _optional(pieces_of(value))]
        case code.Function(name, parameters, returns):
            found = [Token("def"), Token(name, space=" "), Group(Shape.PARAMETERS, parameters)]
            found += [Token("->", space=" "), _optional(pieces_of(returns)), Token(":")]
            return found
        case code.Class(name, parts):
            return [Token("class"), Token(name, space=" "), Group(Shape.CALL, parts), Token(":")]
        case code.Decorator(call):
            return [Token("@"), *pieces_of(call)]
        case code.ImportFrom(module, names):
            imported = Group(Shape.IMPORT, [code.Name(name) for name in names], space=" ")
            return [Token("from"), Token(module, space=" "), Token("import", space=" "), imported]
        case _:
            raise TypeError(type(node).__name__)


def _spaced(pieces: list[Piece]) -> list[Piece]:
    pieces[0].space = " "
    return pieces


def _in_parentheses(node: code.Node) -> list[Piece]:
    """A value in optional parentheses; a tuple has its own."""
    pieces = pieces_of(node)
    return _spaced(pieces) if isinstance(node, code.Tuple) else [_optional(pieces)]


def _optional(pieces: list[Piece]) -> Group:
    return Group(Shape.OPTIONAL, pieces=pieces, space=" ")
