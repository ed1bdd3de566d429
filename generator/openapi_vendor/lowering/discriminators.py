"""Discriminators: which value of which property stands for which variant of a union."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.diagnostics import Diagnostic, quote
from openapi_vendor.document import Schema
from openapi_vendor.lowering import all_of
from openapi_vendor.lowering.recursion import Identity, SchemaReader
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_COMPONENT_NAME: Final = re.compile(r"[A-Za-z0-9._-]+\Z")
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_-]+\Z")
"""What is meant as the name of a component, and not as that of a file."""

MAX_DEPTH: Final = 8
"""How many unions within unions are searched for the values of a variant."""


class _Variants(Struct, frozen=True):
    """The index of each variant by what makes it itself, and by the name that it alone has."""

    identities: Mapping[object, int]
    names: Mapping[str, int]


def of(schemas: SchemaReader, schema: Schema, branches: Sequence[Node]) -> ir.Discriminator | None:
    """The discriminator that `schema` states for its `branches`; None where it states none that works.

    A value listed in `mapping` counts first, then the values that the variant itself allows for the
    property (`const`, `enum`), then the variant's name. What stands for two variants tells nothing, unless it is
    the name of one of them.
    """
    node = schema.discriminator
    if node is None:
        return None
    name = node.get("propertyName")
    if name is None or type(name.data) is not str:
        schemas.context.warning("discriminator-without-name", "`propertyName` is missing: it is ignored", node.location)
        return None
    targets = [_target(schemas, branch) for branch in branches]
    names = [implicit_names(branch) for branch in branches]
    variants = _Variants(indices_of(targets), _by_name(targets, names))
    explicit = _explicit(schemas, node, variants)
    mapped = set(explicit.values())
    found: dict[str, set[int]] = {}
    for index, target in enumerate(targets):
        if target is None or index in mapped:
            continue
        values = property_values(schemas, target, name.data) or names[index]
        for value in values:
            if value not in explicit:
                found.setdefault(value, set()).add(index)
    mapping = [(Text(value), index) for value, index in explicit.items()]
    mapping += clear(found, names)
    fallback = node.get("defaultMapping")
    default = None if fallback is None else _index(schemas, fallback, variants)
    if not mapping and default is None:
        return None
    return ir.Discriminator(Text(name.data), tuple(mapping), default)


def clear(found: Mapping[str, set[int]], names: Sequence[Sequence[str]]) -> list[tuple[Text, int]]:
    """The values that stand for one variant, by its index, of values with all variants that allow them."""
    entries = []
    for value, indices in found.items():
        called = [index for index in indices if value in names[index]] if len(indices) > 1 else list(indices)
        if len(called) == 1:
            entries.append((Text(value), called[0]))
    return entries


def _target(schemas: SchemaReader, node: Node) -> Schema | None:
    try:
        return schemas.resolved(schemas.read(node))
    except Unresolved:
        return None


def implicit_names(branch: Node) -> list[str]:
    """The name of a component by which its values are known: the last word of the reference."""
    reference = branch.get("$ref")
    if reference is None or type(reference.data) is not str:
        return []
    return [reference.data.rpartition("/")[2].removesuffix(".yaml").removesuffix(".yml").removesuffix(".json")]


def _explicit(schemas: SchemaReader, node: Node, variants: _Variants) -> dict[str, int]:
    """`mapping`, each value with the index of its variant."""
    mapping = node.get("mapping")
    found: dict[str, int] = {}
    for value, entry in mapping.items() if mapping is not None else ():
        index = _index(schemas, entry, variants)
        if index is not None:
            found[value] = index
    return found


def _by_name(targets: Sequence[Schema | None], names: Sequence[Sequence[str]]) -> dict[str, int]:
    found: dict[str, list[int]] = {}
    for index, target in enumerate(targets):
        for name in names[index] if target is not None else ():
            found.setdefault(name, []).append(index)
    return {name: indices[0] for name, indices in found.items() if len(indices) == 1}


def indices_of(targets: Sequence[Schema | None]) -> dict[object, int]:
    """Each variant by what makes it itself; of equal ones the first."""
    found: dict[object, int] = {}
    for index, variant in enumerate(targets):
        if variant is not None:
            found.setdefault(variant.identity, index)
    return found


def _index(schemas: SchemaReader, entry: Node, variants: _Variants) -> int | None:
    """The variant that a mapping entry names: by the name under which the union has it, or by reference.

    That name need not be one of the main document's: the union may stand in another file, or refer to one.
    """
    if type(entry.data) is str and entry.data in variants.names:
        return variants.names[entry.data]
    target = mapped(schemas, entry)
    return None if target is None else index_of(schemas, entry, target, variants.identities)


def index_of(schemas: SchemaReader, entry: Node, target: Schema, indices: Mapping[object, int]) -> int | None:
    """Which of the variants the target of an entry is; None, and a diagnostic, where it is none."""
    index = indices.get(target.identity)
    if index is not None:
        return index
    message = f"{quote(entry.data)} is none of the variants: the entry is ignored"
    schemas.context.warning("discriminator-mapping", message, entry.location)
    return None


def mapped(schemas: SchemaReader, entry: Node) -> Schema | None:
    """The schema that a value of `mapping` names; None, and a diagnostic, where there is none."""
    text = entry.data
    if type(text) is not str:
        message = "a value of `mapping` must be a string: it is ignored"
        schemas.context.warning("wrong-type", message, entry.location)
        return None
    component = schemas.components.get(text) if _COMPONENT_NAME.match(text) else None
    if component is None and _PLAIN_NAME.match(text):
        message = f"no schema has the name {quote(text)}: the entry is ignored"
        schemas.context.warning("discriminator-mapping", message, entry.location)
        return None
    target = component or schemas.context.references.found(entry, text)
    if isinstance(target, Diagnostic):
        message = f"{target.message}: the entry is ignored"
        schemas.context.warning("discriminator-mapping", message, entry.location, target.hint)
        return None
    try:
        schema = schemas.read(target)
        return schemas.referred(schema) if schemas.is_bare_reference(schema) else schema
    except Unresolved:
        return None


def tag(value: object) -> str | None:
    """A value as `mapping` writes it, whose names are text: numbers and booleans as in JSON; None for others."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else None


def property_values(
    schemas: SchemaReader, schema: Schema, name: str, depth: int = 0, own: Schema | None = None
) -> list[str]:
    """The values that a variant allows for the property, as `tag` has them: its `const` or `enum`; empty for any.

    What the base `own` says, which the variant extends, is no telling it from others.
    """
    stated = schemas.stated_values.get((schema.identity, name))
    if stated is None:
        stated = schemas.stated_values[schema.identity, name] = _stated_values(schemas, schema, name)
    for member, values in stated.items():
        if own is None or member != own.identity:
            return values
    key = (schema.identity, name, depth)
    in_unions = schemas.values_in_unions.get(key)
    if in_unions is None:
        in_unions = schemas.values_in_unions[key] = _values_in_unions(schemas, schema, name, depth)
    return in_unions


def _stated_values(schemas: SchemaReader, schema: Schema, name: str) -> dict[Identity, list[str]]:
    """The values by the members that state them, the most derived first; of two at most, as only one is left out."""
    found: dict[Identity, list[str]] = {}
    for member in reversed(all_of.flatten(schemas, schema)):
        node = (member.properties or {}).get(name)
        for inner in reversed(all_of.flatten(schemas, schemas.read(node))) if node is not None else ():
            values = [inner.const] if inner.has_const else inner.enum
            if values is not None:
                found[member.identity] = list(filter(None, map(tag, values)))
                break
        if len(found) == 2:
            break
    return found


def _values_in_unions(schemas: SchemaReader, schema: Schema, name: str, depth: int) -> list[str]:
    found: dict[str, None] = {}
    for member in all_of.flatten(schemas, schema):
        for branch in (*member.one_of, *member.any_of) if depth < MAX_DEPTH else ():
            found |= dict.fromkeys(property_values(schemas, schemas.read(branch), name, depth + 1))
    return list(found)
