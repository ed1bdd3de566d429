"""`Schema`: one schema object, brought into the dialect of 3.1; and the registry of its keywords.

Each attribute stands beside the record of its keyword, from which reading, checking, upgrading, merging and the table
of `docs/mapping.md` are derived. Only one level is read: sub-schemas stay nodes until somebody asks for them. So
reading never recurses, and what nobody uses costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from msgspec.structs import replace

from openapi_vendor.diagnostics import Pointer
from openapi_vendor.document import older
from openapi_vendor.document.dialect import Dialect
from openapi_vendor.document.keywords import CONSTRAINING, Keyword, Merge, Role, keyword
from openapi_vendor.document.shapes import (
    ABSENT,
    COUNT,
    FLAG,
    NAMED_SCHEMAS,
    NAMES_BY_PROPERTY,
    NODE,
    NUMBER,
    OBJECT,
    POSITIVE,
    PROPERTY_NAMES,
    PROSE,
    SCHEMA,
    SCHEMAS,
    SCHEMAS_BY_PATTERN,
    TEXT,
    TEXTS_OF_VALUES,
    TYPE_NAMES,
    VALUE,
    VALUE_NODE,
    VALUES,
)
from openapi_vendor.source import Node, Source

Number = int | float | Decimal
V3_0, V3_1 = Dialect.V3_0, Dialect.V3_1


class Schema:
    """A schema object (JSON Schema 2020-12 with the OpenAPI vocabulary; what is older is upgraded).

    Attributes have the keyword's value, or its default where the keyword is absent or unusable.
    `structural` lists the keywords present that say something about the value (annotations do not).
    """

    node: Node
    always: bool | None = None
    """The boolean schemas `true` and `false`; None for an object."""

    # any type
    ref: str | None = keyword("$ref", TEXT, Role.REFERENCE, Merge.TOGETHER)
    dynamic_ref: str | None = keyword("$dynamicRef", TEXT, Role.REFERENCE, Merge.TOGETHER, since=V3_1)
    all_of: Sequence[Node] = keyword("allOf", SCHEMAS, Role.APPLICATOR, Merge.TOGETHER, default=())
    any_of: Sequence[Node] = keyword("anyOf", SCHEMAS, Role.APPLICATOR, Merge.EACH, default=(), since=V3_0)
    one_of: Sequence[Node] = keyword("oneOf", SCHEMAS, Role.APPLICATOR, Merge.EACH, default=(), since=V3_0)
    types: tuple[str, ...] | None = keyword(
        "type", TYPE_NAMES, Role.TYPE, Merge.COMMON, in_parameters=True, upgrade=older.type_file
    )
    nullable: bool = keyword("nullable", FLAG, Role.TYPE, Merge.COMMON, default=False, since=V3_0, until=V3_0)
    """A type `null` stands in `types`."""
    enum: Sequence[Any] | None = keyword("enum", VALUES, Role.TYPE, Merge.COMMON, in_parameters=True)
    const: Any = keyword("const", VALUE, Role.TYPE, Merge.COMMON, default=ABSENT, since=V3_1)
    format: str | None = keyword("format", TEXT, Role.TYPE, Merge.LAST, in_parameters=True)
    not_: Node | None = keyword("not", SCHEMA, Role.ASSERTION, Merge.EACH, since=V3_0)
    if_: Node | None = keyword("if", SCHEMA, Role.ASSERTION, Merge.EACH, since=V3_1)
    then: Node | None = keyword("then", SCHEMA, Role.ASSERTION, Merge.EACH, beside="if", since=V3_1)
    else_: Node | None = keyword("else", SCHEMA, Role.ASSERTION, Merge.EACH, beside="if", since=V3_1)

    # strings
    pattern: str | None = keyword("pattern", TEXT, Role.LIMIT, Merge.EACH, of="string", in_parameters=True)
    min_length: int | None = keyword("minLength", COUNT, Role.LIMIT, Merge.HIGHEST, of="string", in_parameters=True)
    max_length: int | None = keyword("maxLength", COUNT, Role.LIMIT, Merge.LOWEST, of="string", in_parameters=True)
    content_encoding: str | None = keyword("contentEncoding", TEXT, Role.TYPE, Merge.LAST, of="string", since=V3_1)
    content_media_type: str | None = keyword("contentMediaType", TEXT, Role.TYPE, Merge.LAST, of="string", since=V3_1)
    content_schema: Node | None = keyword("contentSchema", SCHEMA, Role.TYPE, Merge.NOTHING, of="string", since=V3_1)

    # numbers
    minimum: Number | None = keyword("minimum", NUMBER, Role.LIMIT, Merge.HIGHEST, of="number", in_parameters=True)
    maximum: Number | None = keyword("maximum", NUMBER, Role.LIMIT, Merge.LOWEST, of="number", in_parameters=True)
    exclusive_minimum: Number | None = keyword(
        "exclusiveMinimum",
        NUMBER,
        Role.LIMIT,
        Merge.HIGHEST,
        of="number",
        in_parameters=True,
        upgrade=older.exclusive("exclusiveMinimum", "minimum"),
    )
    exclusive_maximum: Number | None = keyword(
        "exclusiveMaximum",
        NUMBER,
        Role.LIMIT,
        Merge.LOWEST,
        of="number",
        in_parameters=True,
        upgrade=older.exclusive("exclusiveMaximum", "maximum"),
    )
    multiple_of: Number | None = keyword(
        "multipleOf", POSITIVE, Role.LIMIT, Merge.COMMON_MULTIPLE, of="number", in_parameters=True
    )

    # arrays
    items: Node | None = keyword(
        "items", SCHEMA, Role.APPLICATOR, Merge.TOGETHER, of="array", in_parameters=True, upgrade=older.items
    )
    prefix_items: Sequence[Node] = keyword(
        "prefixItems", SCHEMAS, Role.APPLICATOR, Merge.TOGETHER, default=(), of="array", since=V3_1
    )
    min_items: int | None = keyword("minItems", COUNT, Role.LIMIT, Merge.HIGHEST, of="array", in_parameters=True)
    max_items: int | None = keyword("maxItems", COUNT, Role.LIMIT, Merge.LOWEST, of="array", in_parameters=True)
    unique_items: bool = keyword(
        "uniqueItems", FLAG, Role.LIMIT, Merge.ANY, default=False, of="array", in_parameters=True
    )
    contains: Node | None = keyword("contains", SCHEMA, Role.ASSERTION, Merge.EACH, of="array", since=V3_1)
    min_contains: int | None = keyword("minContains", COUNT, Role.ASSERTION, Merge.EACH, beside="contains", since=V3_1)
    max_contains: int | None = keyword("maxContains", COUNT, Role.ASSERTION, Merge.EACH, beside="contains", since=V3_1)
    unevaluated_items: Node | None = keyword(
        "unevaluatedItems", SCHEMA, Role.ASSERTION, Merge.EACH, of="array", since=V3_1
    )

    # objects
    properties: Mapping[str, Node] | None = keyword(
        "properties", NAMED_SCHEMAS, Role.APPLICATOR, Merge.TOGETHER, of="object"
    )
    required: Sequence[str] = keyword("required", PROPERTY_NAMES, Role.LIMIT, Merge.EACH, default=(), of="object")
    additional_properties: Node | None = keyword(
        "additionalProperties", SCHEMA, Role.APPLICATOR, Merge.TOGETHER, of="object"
    )
    pattern_properties: Mapping[str, Node] | None = keyword(
        "patternProperties", SCHEMAS_BY_PATTERN, Role.APPLICATOR, Merge.TOGETHER, of="object", since=V3_1
    )
    property_names: Node | None = keyword(
        "propertyNames", SCHEMA, Role.APPLICATOR, Merge.TOGETHER, of="object", since=V3_1
    )
    min_properties: int | None = keyword("minProperties", COUNT, Role.LIMIT, Merge.HIGHEST, of="object")
    max_properties: int | None = keyword("maxProperties", COUNT, Role.LIMIT, Merge.LOWEST, of="object")
    dependent_required: Mapping[str, Sequence[str]] | None = keyword(
        "dependentRequired", NAMES_BY_PROPERTY, Role.ASSERTION, Merge.EACH, of="object", since=V3_1
    )
    dependent_schemas: Mapping[str, Node] | None = keyword(
        "dependentSchemas", NAMED_SCHEMAS, Role.ASSERTION, Merge.EACH, of="object", since=V3_1
    )
    unevaluated_properties: Node | None = keyword(
        "unevaluatedProperties", SCHEMA, Role.ASSERTION, Merge.EACH, of="object", since=V3_1
    )

    # what excludes no value
    discriminator: Node | None = keyword(
        "discriminator", OBJECT, Role.REPRESENTATION, Merge.OUTERMOST, upgrade=older.discriminator
    )
    xml: Node | None = keyword("xml", NODE, Role.REPRESENTATION, Merge.OUTERMOST)
    title: str | None = keyword("title", PROSE, Role.ANNOTATION, Merge.OUTERMOST)
    description: str | None = keyword("description", PROSE, Role.ANNOTATION, Merge.OUTERMOST)
    external_docs: Node | None = keyword("externalDocs", NODE, Role.ANNOTATION, Merge.OUTERMOST)
    deprecated: bool = keyword("deprecated", FLAG, Role.ANNOTATION, Merge.OUTERMOST, default=False, since=V3_0)
    read_only: bool = keyword("readOnly", FLAG, Role.ANNOTATION, Merge.ANY, default=False)
    write_only: bool = keyword("writeOnly", FLAG, Role.ANNOTATION, Merge.ANY, default=False, since=V3_0)
    default: Node | None = keyword("default", VALUE_NODE, Role.ANNOTATION, Merge.OUTERMOST, in_parameters=True)
    example: Node | None = keyword("example", VALUE_NODE, Role.ANNOTATION, Merge.OUTERMOST)
    enum_descriptions: Sequence[str | None] | Mapping[str, str | None] = keyword(
        "x-enum-descriptions",
        TEXTS_OF_VALUES,
        Role.ANNOTATION,
        default=(),
        beside="enum",
        since=None,
        in_parameters=True,
    )
    """In the order of `enum`, or by value."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.structural: list[str] = []

    @property
    def has_const(self) -> bool:
        return self.const is not ABSENT

    @property
    def reference(self) -> str | None:
        """`$ref` or `$dynamicRef`."""
        return self.ref if self.ref is not None else self.dynamic_ref

    @property
    def identity(self) -> tuple[Source, Pointer]:
        """What makes this schema itself: its file and its place."""
        return self.node.source, self.node.pointer


def _with_defaults() -> dict[str, Keyword]:
    """The keywords by name. Their records, which stand in the class, give place to the defaults."""
    records = {name: value for name, value in vars(Schema).items() if isinstance(value, Keyword)}
    for attribute, record in records.items():
        setattr(Schema, attribute, record.default)
    return {
        record.name: replace(record, attribute=attribute, constrains=record.role in CONSTRAINING)
        for attribute, record in records.items()
    }


KEYWORDS: Final = _with_defaults()
"""The keywords that have an attribute, by name."""

WITHOUT_ATTRIBUTE: Final = {
    record.name: record
    for record in (
        Keyword("$id", TEXT, Role.TARGET, since=V3_1),
        Keyword("id", TEXT, Role.TARGET, since=None),
        Keyword("$anchor", TEXT, Role.TARGET, since=V3_1),
        Keyword("$dynamicAnchor", TEXT, Role.TARGET, since=V3_1),
        Keyword("$recursiveAnchor", FLAG, Role.TARGET, since=None),
        Keyword("$defs", NAMED_SCHEMAS, Role.TARGET, since=V3_1),
        Keyword("definitions", NAMED_SCHEMAS, Role.TARGET, since=None),
        Keyword("$schema", TEXT, Role.NONE, since=V3_1),
        Keyword("$vocabulary", OBJECT, Role.NONE, since=V3_1),
        Keyword("$comment", TEXT, Role.NONE, since=V3_1),
    )
}
"""The keywords that only references ask for, or nobody: `docs/mapping.md` says why for each."""

WRITTEN: Final = {**KEYWORDS, **WITHOUT_ATTRIBUTE, **{each.name: KEYWORDS[each.means] for each in older.OLDER.values()}}
"""All that documents write: an older keyword is as good as what it means."""

BY_ATTRIBUTE: Final = {record.attribute: record for record in KEYWORDS.values()}


def keywords(chosen: Callable[[Keyword], bool]) -> frozenset[str]:
    """The names of the keywords that are chosen, as `Schema.structural` has them."""
    return frozenset(record.name for record in KEYWORDS.values() if chosen(record))


def written_keywords(chosen: Callable[[Keyword], bool]) -> frozenset[str]:
    """The names of the keywords that are chosen as documents write them: with those of older dialects."""
    return frozenset(name for name, record in WRITTEN.items() if chosen(record))


REFERENCES: Final = keywords(lambda record: record.role is Role.REFERENCE)
COMPOSITION: Final = keywords(
    lambda record: record.role is Role.APPLICATOR and record.holds_schemas and record.of is None
)
"""`allOf`, `anyOf` and `oneOf`: they describe the value itself."""
CHOICES: Final = COMPOSITION - {"allOf"}
PROSE_KEYWORDS: Final = keywords(lambda record: record.shape is PROSE)
