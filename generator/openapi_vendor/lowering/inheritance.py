"""A component with `discriminator` and no `oneOf` is the base of those that extend it by `allOf`.

Where such a base is used as a type, any of its descendants may stand (OpenAPI 3.1 "Discriminator Object",
implicit mapping). So its declaration becomes the union of them, under the same key. The object with the
base's own properties stays beside it under a key of its own (`base_key`), where its own name is a value of the
discriminator too. Descendants hold the properties of the base themselves, and refer to neither.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.diagnostics import Pointer
from openapi_vendor.document import Schema
from openapi_vendor.lowering import all_of, discriminators
from openapi_vendor.lowering.anchors import key_of
from openapi_vendor.lowering.schemas import Schemas
from openapi_vendor.lowering.types import union
from openapi_vendor.source import Node
from openapi_vendor.source.node import Source
from openapi_vendor.text import Text

Descendants = Mapping[str, list[tuple[str, Schema]]]


def base_key(key: ir.Key) -> ir.Key:
    """The key of the object of a base whose own key is that of the union."""
    return replace(key, aspect=ir.Aspect.BASE)


def unite(schemas: Schemas) -> None:
    """Replace the declaration of every base that is used as a type by the union of its descendants."""
    components = {name: schemas.read(node) for name, node in schemas.components.items()}
    bases = {schema.identity: name for name, schema in components.items() if all_of.is_base(schema)}
    if not bases:
        return
    descendants: dict[str, list[tuple[str, Schema]]] = {name: [] for name in bases.values()}
    for name, schema in components.items():
        if schema.all_of and key_of(schema.node) in schemas.declarations.made:
            for member in all_of.flatten(schemas, schema):
                base = bases.get(member.identity)
                if base is not None and base != name:
                    descendants[base].append((name, schema))
    declarations = schemas.declarations
    used = [
        name
        for name, found in descendants.items()
        if found
        and isinstance(declarations.made.get(key := key_of(components[name].node)), ir.Object)
        and key in declarations.referred
    ]
    keys = {name: key_of(node) for name, node in schemas.components.items()}
    objects = {name: base_key(keys[name]) if name in used else keys[name] for name in keys}
    united = {name: _united(schemas, components[name], name, descendants[name], objects) for name in used}
    _replace(
        schemas,
        {keys[name]: (components[name].node, union_, with_base) for name, (union_, with_base) in united.items()},
    )


def _united(
    schemas: Schemas,
    base: Schema,
    name: str,
    descendants: list[tuple[str, Schema]],
    objects: Mapping[str, ir.Key],
) -> tuple[ir.Type, bool]:
    """The union, and whether the base itself is one of its variants."""
    assert base.discriminator is not None
    property_ = base.discriminator.get("propertyName")
    mapping = base.discriminator.get("mapping")
    explicit: dict[str, Schema] = {}
    for value, entry in mapping.items() if mapping is not None else ():
        target = discriminators.mapped(schemas, entry)
        if target is not None:
            explicit[value] = target
    named: dict[tuple[Source, Pointer], list[str]] = {}
    for value, target in explicit.items():
        named.setdefault(target.identity, []).append(value)
    variants = list(descendants)
    fallback = base.discriminator.get("defaultMapping")
    default = discriminators.mapped(schemas, fallback) if fallback is not None else None
    with_base = not explicit or base.identity in named or (default is not None and default.identity == base.identity)
    if with_base:
        variants.append((name, base))
    pairs: dict[str, set[int]] = {}
    for index, (variant, schema) in enumerate(variants):
        values = named.get(schema.identity, [])
        if not values and property_ is not None and type(property_.data) is str and schema is not base:
            values = discriminators.property_values(schemas, schema, property_.data, own=base)
        for value in values or [variant]:
            pairs.setdefault(value, set()).add(index)
    entries = discriminators.clear(pairs, [[variant] for variant, _ in variants])
    default_index = None
    if fallback is not None and default is not None:
        default_index = discriminators.index_of(
            schemas, fallback, default, discriminators.indices_of([schema for _, schema in variants])
        )
    discriminator = None
    if property_ is not None and type(property_.data) is str and (entries or default_index is not None):
        discriminator = ir.Discriminator(Text(property_.data), tuple(entries), default_index)
    types = [ir.Ref(objects[variant]) for variant, _ in variants]
    return union(types, ir.UnionKind.ONE_OF, discriminator), with_base


def _replace(schemas: Schemas, unions: Mapping[ir.Key, tuple[Node, ir.Type, bool]]) -> None:
    """Put unions in the place of declarations, by key; a base that is a variant itself follows its union."""
    declarations = schemas.declarations
    made: dict[ir.Key, ir.Declaration] = {}
    for key, base in declarations.made.items():
        if key not in unions:
            made[key] = base
            continue
        node, type_, with_base = unions[key]
        made[key] = ir.Alias(key, base.name, base.owner, base.location, base.documentation, type_)
        if with_base:
            own = base_key(key)
            made[own] = replace(base, key=own)
            declarations.places[own] = node
    declarations.made = made
