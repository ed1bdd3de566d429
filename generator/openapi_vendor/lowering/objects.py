"""Objects: with properties they are declared, without they are maps; in a condition they are a shape."""

from __future__ import annotations

from collections.abc import Sequence

from openapi_vendor import ir
from openapi_vendor.document import Schema
from openapi_vendor.lowering import documentation
from openapi_vendor.lowering.declarations import NO_NAME, Place
from openapi_vendor.lowering.merging import limits
from openapi_vendor.lowering.patterns import pattern_of_key
from openapi_vendor.lowering.recursion import TypeMaker
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.types import ANYTHING, NOTHING, checked, union, without_other
from openapi_vendor.lowering.unevaluated import additional_properties
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_NO_OBJECTS = (ir.Array(ANYTHING), ir.String(), ir.Numeric(integer=False), ir.Boolean(), ir.Null())

_EVERY_NAME = frozenset(
    ("", "^", "$", ".*", "^.*", ".*$", "^.*$", "(.*)", "^(.*)$", "^[^]*$", r"^[\s\S]*$", r"[\s\S]*")
)
"""Patterns that every name matches: what they say of values is said of all."""


def lower(
    schemas: TypeMaker, members: Sequence[Schema], place: Place, extra: Sequence[ir.Assertion], exact: bool
) -> ir.Type:
    """The object that fits all of `members`, with the assertions `extra`."""
    if exact:
        return shape(schemas, members, place, extra, typed=True)
    if any(member.properties or member.required for member in members):
        return schemas.declarations.object(place, lambda key: _object(schemas, members, place, extra, key))
    return _map(schemas, members, place, extra)


def _object(
    schemas: TypeMaker, members: Sequence[Schema], place: Place, extra: Sequence[ir.Assertion], key: ir.Key
) -> ir.Object:
    additional = _additional(schemas, members, place, exact=False)
    keys, more = _names(schemas, members, place)
    if keys is not None:
        more = (ir.PropertyNames(keys), *more)
    least, most = limits(schemas.context, members, "min_properties", "max_properties")
    described = [member for member in members if place.holds(member.node) and documentation.of_schema(member)]
    outermost = min(described or members, key=lambda member: (member.description is None, len(member.node.pointer)))
    return ir.Object(
        key=key,
        name=NO_NAME,
        owner="",
        location=place.node.location if place.node.data is not None else members[-1].node.location,
        documentation=documentation.of_schema(outermost) if described else documentation.NONE,
        properties=_properties(schemas, members, place, additional),
        additional=additional,
        patterns=_patterns(schemas, members, place, exact=False),
        min_properties=least,
        max_properties=most,
        assertions=(*extra, *more),
    )


def _properties(
    schemas: TypeMaker, members: Sequence[Schema], place: Place, additional: ir.Type | None
) -> tuple[ir.Property, ...]:
    nodes: dict[str, list[Node]] = {}
    required: dict[str, Schema] = {}
    for member in members:
        if member.properties:
            for name, node in member.properties.items():
                nodes.setdefault(name, []).append(node)
        for name in member.required:
            required.setdefault(name, member)
    properties = [_property(schemas, name, found, name in required, place) for name, found in nodes.items()]
    for name, member in required.items():
        if name not in nodes:
            properties.append(_undeclared(schemas, name, member, members, place, additional))
    return tuple(properties)


def _property(schemas: TypeMaker, name: str, nodes: list[Node], required: bool, place: Place) -> ir.Property:
    type_ = schemas.type_of(nodes[0]) if len(nodes) == 1 else schemas.all(nodes, place.below("properties", name))
    read_only = write_only = False
    said = documentation.NONE
    for node in nodes:
        schema = schemas.read(node)
        if (found := documentation.of_schema(schema)) is not documentation.NONE:
            said = found
        if schema.reference is not None and not (schema.read_only or schema.write_only):
            schema = _target(schemas, schema)
        read_only = read_only or schema.read_only
        write_only = write_only or schema.write_only
    return ir.Property(
        name=Text(name),
        type=type_,
        required=required,
        location=nodes[-1].location,
        documentation=said,
        read_only=read_only,
        write_only=write_only,
        pinned=schemas.context.pinned(nodes[-1]),
        xml=schemas.xml_node(name, nodes) if schemas.context.has_xml else None,
    )


def _target(schemas: TypeMaker, schema: Schema) -> Schema:
    try:
        return schemas.referred(schema)
    except Unresolved:
        return schema


def _undeclared(
    schemas: TypeMaker,
    name: str,
    member: Schema,
    members: Sequence[Schema],
    place: Place,
    additional: ir.Type | None,
) -> ir.Property:
    """A property that is required and not described: anything, or what the other keywords say."""
    location = (member.node.get("required") or member.node).location
    type_ = additional
    if type_ is None or isinstance(type_, ir.Nothing):
        type_ = ANYTHING
        if any(
            other.additional_properties is not None and other.additional_properties.data is False for other in members
        ):
            message = "a property is required, but neither described nor allowed: it may be anything"
            schemas.context.warning("required-undeclared", message, location)
    return ir.Property(name=Text(name), type=type_, required=True, location=location)


def _map(schemas: TypeMaker, members: Sequence[Schema], place: Place, extra: Sequence[ir.Assertion]) -> ir.Type:
    named = [pair for member in members for pair in (member.pattern_properties or {}).items()]
    is_of_every_name = bool(named) and all(text in _EVERY_NAME for text, _ in named)
    if is_of_every_name:
        nodes = [node for _, node in named]
        values: ir.Type | None = schemas.all(nodes, place.below("patternProperties"), exact=False)
    else:
        values = _additional(schemas, members, place, exact=False)
    keys, more = _names(schemas, members, place)
    least, most = limits(schemas.context, members, "min_properties", "max_properties")
    result = ir.Map(
        values=ANYTHING if values is None else values,
        keys=keys,
        patterns=() if is_of_every_name else _patterns(schemas, members, place, exact=False),
        min_properties=least,
        max_properties=most,
    )
    return checked(result, (*extra, *more))


def shape(
    schemas: TypeMaker, members: Sequence[Schema], place: Place, extra: Sequence[ir.Assertion], *, typed: bool
) -> ir.Type:
    """The object as a condition, which is not declared. Unless `typed`, what is not an object fits too."""
    nodes: dict[str, list[Node]] = {}
    for member in members:
        for name, node in (member.properties or {}).items():
            nodes.setdefault(name, []).append(node)
    found = ir.Shape(
        properties=tuple(
            (Text(name), schemas.all(each, place.below("properties", name), exact=True)) for name, each in nodes.items()
        ),
        required=tuple(dict.fromkeys(Text(name) for member in members for name in member.required)),
        additional=_additional(schemas, members, place, exact=True),
        patterns=_patterns(schemas, members, place, exact=True),
    )
    keys, more = _names(schemas, members, place)
    least, most = limits(schemas.context, members, "min_properties", "max_properties")
    assertions = (*((found,) if found != ir.Shape() else ()), *extra, *more)
    if keys is None and least is None and most is None:
        return checked(ir.Map(ANYTHING) if typed else ANYTHING, assertions)
    map_ = ir.Map(ANYTHING, keys, (), least, most)
    return checked(map_ if typed else union((map_, *_NO_OBJECTS), ir.UnionKind.TYPES), assertions)


# --- parts -----------------------------------------------------------------------------------------


def _additional(schemas: TypeMaker, members: Sequence[Schema], place: Place, *, exact: bool) -> ir.Type | None:
    """The type of properties that are not listed; None where the members are silent.

    `additionalProperties: false` in one branch of an `allOf` is meant for all branches together, though
    JSON Schema means that branch alone: read literally, such a schema would allow nothing.
    """
    nodes = [member.additional_properties for member in members if member.additional_properties is not None]
    if not nodes:
        unevaluated = additional_properties(members)
        if unevaluated is None:
            # What an assertion judges is not judged here too.
            return ANYTHING if any(member.unevaluated_properties is not None for member in members) else None
        nodes = [unevaluated]
    if any(node.data is False for node in nodes):
        return NOTHING
    return schemas.all(nodes, place.below("additionalProperties"), exact=exact)


def _patterns(
    schemas: TypeMaker, members: Sequence[Schema], place: Place, *, exact: bool
) -> tuple[tuple[ir.Pattern, ir.Type], ...]:
    nodes: dict[str, list[Node]] = {}
    for member in members:
        for text, node in (member.pattern_properties or {}).items():
            nodes.setdefault(text, []).append(node)
    return tuple(
        (
            pattern_of_key(schemas.context, found[0], text),
            schemas.all(found, place.below("patternProperties", text), exact=exact),
        )
        for text, found in nodes.items()
    )


def _names(
    schemas: TypeMaker, members: Sequence[Schema], place: Place
) -> tuple[ir.String | None, tuple[ir.Assertion, ...]]:
    """`propertyNames`: the string that every name must be, or an assertion where it is not a mere string."""
    nodes = [member.property_names for member in members if member.property_names is not None]
    if not nodes:
        return None, ()
    type_ = without_other(schemas.all(nodes, place.below("propertyNames"), exact=False))  # a name is a string
    if isinstance(type_, ir.Anything):
        return None, ()
    return (type_, ()) if isinstance(type_, ir.String) else (None, (ir.PropertyNames(type_),))
