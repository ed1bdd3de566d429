"""`Schema`: one schema object, its keywords checked for type and brought into the dialect of 3.1.

Only one level is read: sub-schemas stay nodes until somebody asks for them. So reading never recurses, and
what nobody uses costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from openapi_vendor.diagnostics import Pointer
from openapi_vendor.source import Node, Source

Number = int | float | Decimal


class Schema:
    """A schema object (JSON Schema 2020-12 with the OpenAPI vocabulary; draft 4 and 3.0 are upgraded).

    Attributes have the keyword's value, or the class's default where the keyword is absent or unusable.
    `structural` lists the keywords present that say something about the value (annotations do not).
    """

    node: Node
    always: bool | None = None
    """The boolean schemas `true` and `false`; None for an object."""

    # core
    ref: str | None = None
    dynamic_ref: str | None = None
    all_of: Sequence[Node] = ()
    any_of: Sequence[Node] = ()
    one_of: Sequence[Node] = ()
    discriminator: Node | None = None

    # any type
    types: tuple[str, ...] | None = None
    nullable: bool = False
    """3.0's `nullable: true` (or 2.0's `x-nullable`); a type `null` stands in `types`."""
    enum: Sequence[Any] | None = None
    enum_descriptions: Sequence[str | None] | Mapping[str, str | None] = ()
    """In the order of `enum`, or by value."""
    const: Any = None
    has_const: bool = False
    not_: Node | None = None
    if_: Node | None = None
    then: Node | None = None
    else_: Node | None = None

    # strings
    format: str | None = None
    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    content_encoding: str | None = None
    content_media_type: str | None = None
    content_schema: Node | None = None

    # numbers
    minimum: Number | None = None
    maximum: Number | None = None
    exclusive_minimum: Number | None = None
    exclusive_maximum: Number | None = None
    multiple_of: Number | None = None

    # arrays
    items: Node | None = None
    prefix_items: Sequence[Node] = ()
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    contains: Node | None = None
    min_contains: int | None = None
    max_contains: int | None = None
    unevaluated_items: Node | None = None

    # objects
    properties: Mapping[str, Node] | None = None
    required: Sequence[str] = ()
    additional_properties: Node | None = None
    pattern_properties: Mapping[str, Node] | None = None
    property_names: Node | None = None
    min_properties: int | None = None
    max_properties: int | None = None
    dependent_required: Mapping[str, Sequence[str]] | None = None
    dependent_schemas: Mapping[str, Node] | None = None
    unevaluated_properties: Node | None = None

    # annotations
    title: str | None = None
    description: str | None = None
    description_reference: Node | None = None
    """A description that is not written here, but referred to."""
    external_docs: Node | None = None
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    default: Node | None = None
    example: Node | None = None
    xml: Node | None = None

    def __init__(self, node: Node) -> None:
        self.node = node
        self.structural: list[str] = []

    @property
    def reference(self) -> str | None:
        """`$ref` or `$dynamicRef`."""
        return self.ref if self.ref is not None else self.dynamic_ref

    @property
    def identity(self) -> tuple[Source, Pointer]:
        """What makes this schema itself: its file and its place."""
        return self.node.source, self.node.pointer
