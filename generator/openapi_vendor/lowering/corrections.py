"""Schemas that say something else than they mean: what real documents get wrong, and how it is read."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from openapi_vendor.diagnostics import quote
from openapi_vendor.document import Dialect, Schema
from openapi_vendor.document.keywords import Role
from openapi_vendor.document.schema import KEYWORDS, PROSE_KEYWORDS, written_keywords
from openapi_vendor.document.shapes import TYPES
from openapi_vendor.lowering.anchors import is_null
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.enumerations import as_written
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.source import Node

_BESIDE_REF: Final = frozenset({"$ref", "nullable"})
_BARE: Final = PROSE_KEYWORDS | {"type", "nullable"}
_SILENT: Final = written_keywords(lambda record: record.role is Role.ANNOTATION or record.name in ("type", "nullable"))
_KEPT: Final = tuple(
    record.attribute
    for record in KEYWORDS.values()
    if record.name in _BESIDE_REF or (record.role is Role.ANNOTATION and record.beside is None)
)


def amended(context: Context, schema: Schema) -> Schema:
    """The schema as it was meant, with a diagnostic where that differs from what it says."""
    if schema.ref is not None and len(schema.structural) > 1:
        schema = _without_siblings(context, schema)
    if schema.types == ("null",) and (schema.ref or schema.all_of or schema.one_of or schema.any_of):
        schema = _nullable(context, schema)
    if len(schema.all_of) > 1 and not schema.nullable:
        schema = _or_null_in_a_branch(context, schema)
    if schema.one_of or schema.any_of:
        schema = _choice_of_types(context, schema)
    if len(schema.structural) == 1 and (schema.one_of or schema.any_of):
        schema = _or_null(schema)
    if schema.properties and "$ref" in schema.properties:
        schema = _properties_by_reference(context, schema)
    return schema


def read_as_text(context: Context, schema: Schema) -> None:
    """The default and example of a string as their author typed them: `3.10` is not a number there."""
    for attribute in ("default", "example"):
        node: Node | None = getattr(schema, attribute)
        if node is not None and isinstance(node.data, bool | int | float | Decimal):
            text = as_written(context, node.data, node)
            setattr(schema, attribute, Node(text, node.source, node.pointer))


def _without_siblings(context: Context, schema: Schema) -> Schema:
    """Before 3.1 nothing means anything beside `$ref`; annotations and `nullable` are understood anyway."""
    if context.dialect(schema.node) >= Dialect.V3_1:
        return schema
    others = [keyword for keyword in schema.structural if keyword not in _BESIDE_REF]
    if not others:
        return schema
    message = f"{quote(others[0])} stands beside `$ref`, where OpenAPI 3.0 ignores it: it is ignored"
    context.diagnostics.note("ref-siblings", message, schema.node.location)
    kept = Schema(schema.node)
    for attribute in _KEPT:
        setattr(kept, attribute, getattr(schema, attribute))
    kept.structural = [keyword for keyword in schema.structural if keyword in _BESIDE_REF]
    return kept


def say_nullable(context: Context, node: Node) -> None:
    """Since 3.1 there is no `nullable`, which the schema at `node` has."""
    if "nullable" in node.data and context.dialect(node) >= Dialect.V3_1:
        message = "OpenAPI 3.1 has no `nullable`: it is read as it was before, null is allowed"
        context.warning("nullable", message, node.location, 'Write the type as an array with "null" in it.')


def _nullable(context: Context, schema: Schema) -> Schema:
    """`type: 'null'` beside `$ref` or `allOf` would allow null alone: tools write it for \"or null\"."""
    message = "`type: 'null'` stands beside other schemas: it is read as \"or null\""
    context.warning("null-and-more", message, schema.node.location)
    meant = copy.copy(schema)
    meant.types, meant.nullable = None, True
    meant.structural = [keyword for keyword in schema.structural if keyword != "type"]
    return meant


def _or_null_in_a_branch(context: Context, schema: Schema) -> Schema:
    """`allOf: [{$ref: ...}, {nullable: true}]`: by the letter the branch says nothing, so "or null" is meant."""
    silent = [node for node in schema.all_of if _says_or_null(node, schema.all_of)]
    if not silent or len(silent) == len(schema.all_of):
        return schema
    message = "a branch of `allOf` says `nullable` and nothing else: null is allowed"
    context.warning("nullable-branch", message, silent[0].location, "Write `nullable: true` beside `allOf`.")
    meant = copy.copy(schema)
    meant.all_of = [node for node in schema.all_of if node not in silent or "type" in node.data]
    meant.nullable = True
    meant.structural = [*schema.structural, "nullable"]
    return meant


def _says_or_null(node: Node, branches: Sequence[Node]) -> bool:
    """Whether a branch says "or null" alone, or repeats the type of what another one refers to."""
    data = node.data
    if type(data) is not dict or True not in (data.get("nullable"), data.get("x-nullable")):
        return False
    if not _SILENT.issuperset(data):
        return False
    return "type" not in data or any(type(each.data) is dict and "$ref" in each.data for each in branches)


def _choice_of_types(context: Context, schema: Schema) -> Schema:
    """`anyOf: [{type: string}, {type: integer}]` is a long way to say `type: [string, integer]`."""
    for keyword, branches in (("anyOf", schema.any_of), ("oneOf", schema.one_of)):
        types: list[str] = []
        for branch in branches:
            if type(branch.data) is not dict or not _BARE.issuperset(branch.data):
                break
            kind = branch.data.get("type")
            if not all(type(branch.data.get(key, "")) is str for key in PROSE_KEYWORDS):
                break
            if type(kind) is not str or kind not in TYPES or kind in types:
                break
            is_nullable = branch.data.get("nullable") is True and "null" not in types
            types += [kind, "null"] if is_nullable else [kind]
        else:
            if schema.types is not None:
                types = [kind for kind in types if kind in schema.types]
            if len(branches) > 1 and types and not ("number" in types and "integer" in types):
                for branch in branches:
                    if branch.data.get("nullable") is True:
                        say_nullable(context, branch)
                meant = copy.copy(schema)
                meant.types = tuple(types)
                meant.structural = ["type" if each == keyword else each for each in schema.structural]
                if keyword == "anyOf":
                    meant.any_of = ()
                else:
                    meant.one_of = ()
                return meant
    return schema


def _or_null(schema: Schema) -> Schema:
    """`anyOf: [X, {type: 'null'}]` is how 3.1 says `nullable`: X is then the schema itself, or null."""
    branches = (*schema.one_of, *schema.any_of)
    others = [branch for branch in branches if not is_null(branch.data)]
    if len(others) != 1 or len(branches) == 1:
        return schema
    meant = copy.copy(schema)
    meant.one_of = meant.any_of = ()
    meant.all_of, meant.nullable = others, True
    meant.structural = ["allOf", "nullable"]
    return meant


def _properties_by_reference(context: Context, schema: Schema) -> Schema:
    """`properties: {$ref: ...}`: the properties themselves are elsewhere. No specification allows it."""
    assert schema.properties is not None
    reference = schema.properties["$ref"]
    if type(reference.data) is not str:  # a property of that name
        return schema
    message = "`properties` is a reference: it is followed, though a `$ref` may not stand here"
    context.warning("properties-reference", message, reference.location)
    properties = {name: node for name, node in schema.properties.items() if name != "$ref"}
    try:
        properties.update(context.references.step(schema.node, reference.data).items())
    except Unresolved:
        pass
    meant = copy.copy(schema)
    meant.properties = properties
    return meant
