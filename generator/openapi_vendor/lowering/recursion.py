"""The one protocol by which the modules of this folder come back to the lowering of schemas (`schemas.py`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.diagnostics import Pointer
from openapi_vendor.document import Schema
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.declarations import Declarations, Place
from openapi_vendor.source import Node, Source

Identity = tuple[Source, tuple[str | int, ...]]
"""What tells a schema from every other one: its file and the pointer to it."""


class Listed(Struct, frozen=True):
    """The variants of a choice, as they are written, and what they refer to."""

    branches: frozenset[Identity]
    targets: frozenset[Identity]


class SchemaReader(Protocol):
    """Schemas as they are written, references followed; each is read once."""

    context: Context
    components: Mapping[str, Node]
    component_pointers: frozenset[Pointer]
    stated_values: dict[tuple[Identity, str], dict[Identity, list[str]]]
    values_in_unions: dict[tuple[Identity, str, int], list[str]]
    """What `discriminators.property_values` has found: a schema is a variant of many unions."""
    listed: dict[tuple[Identity, str], Listed]
    """What `unions.lower` has found: a choice is met by each of its variants that extends it."""

    def read(self, node: Node) -> Schema:
        """The schema at `node`, in the dialect of 3.1, and as it was meant where it is only nearly valid."""
        ...

    def target(self, schema: Schema) -> Schema:
        """What the `$ref` or `$dynamicRef` of `schema` leads to, one step. Raises `Unresolved`."""
        ...

    def is_bare_reference(self, schema: Schema) -> bool:
        """Whether the schema is nothing but another name for what it refers to."""
        ...

    def referred(self, schema: Schema) -> Schema:
        """The end of the chain of schemas that are nothing but references. Raises `Unresolved`."""
        ...

    def resolved(self, schema: Schema) -> Schema:
        """What `schema` refers to where it is a mere reference, else itself. Raises `Unresolved`."""
        ...


class TypeMaker(SchemaReader, Protocol):
    """Schemas as types; `exact` is for conditions (see `Schemas.type_of`)."""

    declarations: Declarations

    def xml_node(self, name: str, nodes: Sequence[Node]) -> ir.XmlNode | None:
        """What a property that the schemas at `nodes` describe is in XML; None where it is what its name says."""
        ...

    def type_of(self, node: Node, *, exact: bool = False) -> ir.Type:
        """The type of the schema at `node`."""
        ...

    def light(self, type_: ir.Type, place: Place, *, exact: bool = False) -> ir.Type:
        """The type, which is written in more than one place, or a reference to it where it is not small."""
        ...

    def all(self, nodes: Sequence[Node], place: Place, *, exact: bool = False) -> ir.Type:
        """The type that fits the schemas at all `nodes`."""
        ...

    def type_of_all(
        self, members: Sequence[Schema], place: Place, *, exact: bool = False, distributed: int = 0
    ) -> ir.Type:
        """The type that fits all of `members`, which are flat, declared at `place`."""
        ...

    def plain(
        self,
        members: Sequence[Schema],
        types: tuple[str, ...] | None,
        place: Place,
        extra: Sequence[ir.Assertion],
        exact: bool,
    ) -> ir.Type:
        """The type of schemas without `oneOf` and `anyOf`: one per JSON type that they allow."""
        ...
