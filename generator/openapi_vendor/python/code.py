"""Python as nodes: what the writers build, and `printer.py` lays out.

A node knows its text on one line, and with it its width; and, by walking over its parts, what it imports. Nodes are
values: equal ones are the same code. The texts in them are ours, or come from `literals.py` and `words.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.python import literals
from openapi_vendor.text import Text


class Import(Struct, frozen=True):
    """`from module import name`, or `import name` where `module` is empty; `name` may be `models as models_2`."""

    module: str
    name: str


class Node(Struct, frozen=True, dict=True):
    """A piece of Python."""

    @cached_property
    def text(self) -> str:
        """The node on one line, however long."""
        raise NotImplementedError(type(self).__name__)

    @property
    def width(self) -> int:
        """How many characters it has on one line: all of them are ASCII."""
        return len(self.text)

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes that it is made of."""
        return ()


# --- expressions -------------------------------------------------------------------------------


class Name(Node, frozen=True):
    """An identifier, with what imports it; None for builtins and the module's own."""

    name: str
    imported: Import | None = None

    @cached_property
    def text(self) -> str:
        return self.name


class Constant(Node, frozen=True):
    """A literal of one token."""

    source: str
    is_string: bool = False

    @cached_property
    def text(self) -> str:
        return self.source


class Concatenation(Node, frozen=True):
    """String literals side by side in parentheses, which Python joins."""

    strings: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        return f"({' '.join(self.strings)})"


class Quoted(Node, frozen=True):
    """A type as text, to be evaluated later: `"models.Pet"`. What it names is imported all the same."""

    type: Node

    @cached_property
    def text(self) -> str:
        return f'"{self.type.text}"'

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.type,)


class Attribute(Node, frozen=True):
    """`value.name`."""

    value: Node
    name: str

    @cached_property
    def text(self) -> str:
        return f"{self.value.text}.{self.name}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.value,)


class Call(Node, frozen=True):
    """`function(arguments)`. `exploded`: one argument a line, even where all would fit; a statement's whole value."""

    function: Node
    arguments: tuple[Node, ...] = ()
    exploded: bool = False

    @cached_property
    def text(self) -> str:
        return f"{self.function.text}({_side_by_side(self.arguments)})"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.function, *self.arguments)


class Subscript(Node, frozen=True):
    """`value[arguments]`."""

    value: Node
    arguments: tuple[Node, ...]

    @cached_property
    def text(self) -> str:
        return f"{self.value.text}[{_side_by_side(self.arguments)}]"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.value, *self.arguments)


class Tuple(Node, frozen=True):
    """`(a, b)`, `(a,)`, `()`."""

    items: tuple[Node, ...]

    @cached_property
    def text(self) -> str:
        return f"({_side_by_side(self.items)}{',' * (len(self.items) == 1)})"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.items


class List(Node, frozen=True):
    """`[a, b]`."""

    items: tuple[Node, ...]

    @cached_property
    def text(self) -> str:
        return f"[{_side_by_side(self.items)}]"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.items


class Dict(Node, frozen=True):
    """`{a: b}`. Over several lines there is a comma after its last entry, be it the only one, if it can have a line."""

    entries: tuple[Entry, ...]

    @cached_property
    def text(self) -> str:
        return f"{{{_side_by_side(self.entries)}}}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.entries


class Entry(Node, frozen=True):
    """`key: value`."""

    key: Node
    value: Node

    @cached_property
    def text(self) -> str:
        return f"{self.key.text}: {self.value.text}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.key, self.value)


class Keyword(Node, frozen=True):
    """`name=value`."""

    name: str
    value: Node

    @cached_property
    def text(self) -> str:
        return f"{self.name}={self.value.text}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.value,)


class Lambda(Node, frozen=True):
    """`lambda: body`."""

    body: Node

    @cached_property
    def text(self) -> str:
        return f"lambda: {self.body.text}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.body,)


class Alternatives(Node, frozen=True):
    """`A | B`: two or more, none of them alternatives again."""

    members: tuple[Node, ...]

    @cached_property
    def text(self) -> str:
        return " | ".join([part.text for part in self.members])

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.members


class Parameter(Node, frozen=True):
    """`name: annotation = default` of a function; `name` may be `self`, `*` or `**options`."""

    name: str
    annotation: Node | None = None
    default: Node | None = None

    @cached_property
    def text(self) -> str:
        annotation = "" if self.annotation is None else f": {self.annotation.text}"
        return f"{self.name}{annotation}{'' if self.default is None else f' = {self.default.text}'}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return tuple(part for part in (self.annotation, self.default) if part is not None)


# --- statements, and the headers of compound ones ------------------------------------------------


class Assignment(Node, frozen=True):
    """`target: annotation = value`; the annotation or the value may be missing."""

    target: str
    value: Node | None = None
    annotation: Node | None = None

    @cached_property
    def text(self) -> str:
        annotation = "" if self.annotation is None else f": {self.annotation.text}"
        return f"{self.target}{annotation}{'' if self.value is None else f' = {self.value.text}'}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return tuple(part for part in (self.annotation, self.value) if part is not None)


class Return(Node, frozen=True):
    """`return value`."""

    value: Node

    @cached_property
    def text(self) -> str:
        return f"return {self.value.text}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.value,)


class Function(Node, frozen=True):
    """`def name(parameters) -> returns:`."""

    name: str
    parameters: tuple[Parameter, ...]
    returns: Node

    @cached_property
    def text(self) -> str:
        return f"def {self.name}({_side_by_side(self.parameters)}) -> {self.returns.text}:"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (*self.parameters, self.returns)


class Class(Node, frozen=True):
    """`class name(bases):`, keywords among the bases."""

    name: str
    arguments: tuple[Node, ...]

    @cached_property
    def text(self) -> str:
        return f"class {self.name}({_side_by_side(self.arguments)}):"

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.arguments


class Decorator(Node, frozen=True):
    """`@call`."""

    call: Node

    @cached_property
    def text(self) -> str:
        return f"@{self.call.text}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.call,)


class ImportFrom(Node, frozen=True):
    """`from module import names`; a name may be `Name as Name`."""

    module: str
    names: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        return f"from {self.module} import {', '.join(self.names)}"


def _side_by_side(nodes: Iterable[Node]) -> str:
    return ", ".join([node.text for node in nodes])


# --- what writers need often ---------------------------------------------------------------------

NONE = Constant("None")
TRUE = Constant("True")
FALSE = Constant("False")
EMPTY = Tuple(())
ANY = Name("Any", Import("typing", "Any"))
LITERAL = Name("Literal", Import("typing", "Literal"))
DECIMAL = Name("Decimal", Import("decimal", "Decimal"))
_UNION = Name("Union", Import("typing", "Union"))
_ANNOTATED = Name("Annotated", Import("typing", "Annotated"))
_TYPE_ALIAS = Name("TypeAlias", Import("typing", "TypeAlias"))


def string(text: Text | str) -> Constant:
    """A string literal."""
    return Constant(literals.string(text), is_string=True)


def raw_string(text: Text | str) -> Constant:
    """A regular expression, as a raw string where that is possible."""
    return Constant(literals.raw_string(text), is_string=True)


def strings(texts: Iterable[Text | str]) -> Tuple:
    return Tuple(tuple(string(text) for text in texts))


def number(value: ir.Number) -> Node:
    """A number; `Decimal("...")` where no other literal is exact."""
    if literals.is_decimal(value):
        return Call(DECIMAL, (string(str(value)),))
    return Constant(literals.number(value))


def value(data: ir.Json) -> Node:
    """A JSON value."""
    match data:
        case None:
            return NONE
        case bool():
            return TRUE if data else FALSE
        case Text():
            return string(data)
        case tuple():
            return List(tuple(value(item) for item in data))
        case int() | float():
            return number(data)
        case Mapping():
            return Dict(tuple(Entry(string(key), value(member)) for key, member in data.items()))
        case _:
            return number(data)


def concatenation(parts: Sequence[Text | str]) -> Node:
    """One text as a literal, or as several side by side."""
    if len(parts) == 1:
        return raw_string(parts[0])
    return Concatenation(tuple(map(literals.raw_string, parts)))


def alternatives(members: Iterable[Node]) -> Node:
    """`A | B`; the one member where there are no others."""
    found = tuple(members)
    return found[0] if len(found) == 1 else Alternatives(found)


def union(members: Iterable[Node]) -> Node:
    """`Union[A, B]`, which can be evaluated where `A | B` cannot."""
    return Subscript(_UNION, tuple(members))


def annotated(type_: Node, metadata: Iterable[Node]) -> Node:
    """`Annotated[type, metadata]`, if there is any."""
    found = tuple(metadata)
    return Subscript(_ANNOTATED, (type_, *found)) if found else type_


def is_annotated(node: Node) -> bool:
    return isinstance(node, Subscript) and node.value == _ANNOTATED


def literal(values: Iterable[ir.Json]) -> Subscript:
    """`Literal[...]` of each value once."""
    return Subscript(LITERAL, tuple(dict.fromkeys(map(value, values))))


def alias(name: str, type_: Node) -> Assignment:
    """`name: TypeAlias = type`."""
    return Assignment(name, type_, _TYPE_ALIAS)


def imports(nodes: Iterable[Node]) -> Iterator[Import]:
    """Everything that the nodes import, perhaps several times."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            if node.imported is not None:
                yield node.imported
        else:
            waiting += node.parts
