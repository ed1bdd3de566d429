"""Schemas that must hold together: a schema, its `allOf`, and what it refers to beside other keywords.

They are listed, not merged: each reader (strings, arrays, objects ...) takes from every member what concerns
it. A schema that is reached twice counts once, so a ladder of `allOf` costs its length and not its paths.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openapi_vendor.diagnostics import quote
from openapi_vendor.document import Schema
from openapi_vendor.document.schema import COMPOSITION, KEYWORDS, REFERENCES
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.recursion import SchemaReader
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.scalars import KIND_OF_FORMAT

MAX_MEMBERS: Final = 500

_TRANSPARENT: Final = REFERENCES | {"allOf", "nullable"}
_KEYWORDS_OF_PARTS: Final = REFERENCES | COMPOSITION


def only_reference(schemas: SchemaReader, schema: Schema) -> Schema | None:
    """The reference that `schema` amounts to: itself, or the one branch of its `allOf` that says anything.

    `allOf: [$ref]` beside a description (the idiom of 3.0) is that reference, and a `type` that the target
    has anyway changes nothing.
    """
    if not _TRANSPARENT.intersection(schema.structural):
        return None
    current, types = schema, schema.types
    for _ in range(MAX_MEMBERS):
        types = types or current.types
        own = [keyword for keyword in current.structural if keyword not in _TRANSPARENT and keyword != "type"]
        if own:
            return None
        branches = [
            branch for node in current.all_of if (branch := schemas.read(node)).structural or branch.always is False
        ]
        if current.reference is not None:
            if branches or not _adds_nothing(schemas, current, types):
                return None
            return None if current is not schema and _extends_base(schemas, schema, current) else current
        if len(branches) != 1 or (current is not schema and current.nullable):
            return None
        current = branches[0]
    return None


def is_base(schema: Schema) -> bool:
    """Whether the schema has a discriminator for those that extend it by `allOf`."""
    return schema.discriminator is not None and not schema.one_of and not schema.any_of


def _extends_base(schemas: SchemaReader, schema: Schema, reference: Schema) -> bool:
    """Whether `schema` is a component that only extends a base: a variant of it, not another name for it."""
    try:
        base = schemas.referred(reference)
    except Unresolved:
        return False
    return is_base(base) and schema.node.pointer in schemas.component_pointers


def _adds_nothing(schemas: SchemaReader, reference: Schema, types: Sequence[str] | None) -> bool:
    if types is None:
        return True
    try:
        target = schemas.referred(reference)
    except Unresolved:
        return True
    stated = {kind for kind in types if kind != "null"}
    if target.types is None and meant_types([target]) and not (target.properties or target.required):
        return False  # without `type` it lets values of every other type pass
    return target.types is None or stated >= {kind for kind in target.types if kind != "null"}


def flatten(schemas: SchemaReader, *roots: Schema) -> list[Schema]:
    """All schemas that must hold where `roots` do, each once; what they extend comes before them."""
    if len(roots) == 1 and not _KEYWORDS_OF_PARTS.intersection(roots[0].structural):
        return [roots[0]]
    members: list[Schema] = []
    finished: set[object] = set()
    above: set[object] = set()
    stack: list[tuple[Schema, bool]] = [(root, False) for root in reversed(roots)]
    while stack:
        schema, is_finished = stack.pop()
        identity = schema.identity
        if is_finished:
            above.discard(identity)
            finished.add(identity)
            members.append(schema)
            continue
        if identity in finished:
            continue
        if identity in above:
            message = "a schema is part of its own `allOf`: the repetition is ignored"
            schemas.context.diagnostics.warning("circular-all-of", message, schema.node.location)
            continue
        if len(members) + len(above) > MAX_MEMBERS:
            message = f"more than {MAX_MEMBERS} schemas must hold together here: the rest is ignored"
            schemas.context.diagnostics.error("nested-too-deeply", message, roots[0].node.location)
            break
        above.add(identity)
        stack.append((schema, True))
        stack.extend((part, False) for part in reversed(_parts(schemas, schema)))
    return members


def _parts(schemas: SchemaReader, schema: Schema) -> list[Schema]:
    parts = [schemas.read(node) for node in schema.all_of]
    for branches in (schema.one_of, schema.any_of):
        if len(branches) == 1:  # a choice of one is not a choice
            parts.append(schemas.read(branches[0]))
    if schema.reference is not None:
        try:
            parts.insert(0, schemas.target(schema))
        except Unresolved:
            pass
    return parts


def common_types(context: Context, members: Sequence[Schema]) -> tuple[str, ...] | None:
    """The types that every member allows; None where none states any. Of contradictions the last counts."""
    common: tuple[str, ...] | None = None
    is_nullable = len(members) > 1  # a single one says so itself
    for member in members:
        if member.types is None:
            continue
        types = _without_integer(member.types)
        is_nullable = is_nullable and (member.nullable or "null" in types)
        if common is None:
            common = types
            continue
        both = _intersection(common, types)
        if not both:
            names = f"type {quote(common[0])} and type {quote(types[0])}"
            message = f"`allOf` asks for {names} at once: the last one counts"
            context.warning("conflicting-all-of", message, member.node.location)
        common = both or types
    _warn_of_null(context, members, common)
    return (*common, "null") if common and is_nullable and "null" not in common else common


def _warn_of_null(context: Context, members: Sequence[Schema], common: tuple[str, ...] | None) -> None:
    """Says where a branch allows null in vain: `allOf: [{$ref: ...}, {type: [string, "null"]}]`."""
    if common is None or len(members) == 1 or "null" in common:
        return
    for member in members:
        is_branch = member.node.pointer[-2:-1] == ("allOf",)
        if is_branch and member.types is not None and "null" in member.types and member.structural == ["type"]:
            message = "a branch of `allOf` allows null, and another one does not: null is not allowed"
            hint = 'Write `anyOf` with the schema and `type: "null"` where null is meant.'
            context.warning("null-in-a-branch", message, member.node.location, hint)


def exclude_each_other(members: Sequence[Schema]) -> bool:
    """Whether the types of the members leave no value at all."""
    common: tuple[str, ...] | None = None
    for member in members:
        if member.types is not None:
            types = _without_integer(member.types)
            common = types if common is None else _intersection(common, types)
    return common == ()


def _without_integer(types: tuple[str, ...]) -> tuple[str, ...]:
    """An integer is a number."""
    return tuple(kind for kind in types if kind != "integer") if "number" in types else types


def _intersection(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    both = [kind for kind in left if kind in right]
    if ("integer" in left and "number" in right) or ("number" in left and "integer" in right):
        both.append("integer")
    return tuple(both)


def meant_types(members: Sequence[Schema]) -> tuple[str, ...]:
    """The types that members without `type` speak of: `properties` speaks of objects."""
    kinds: dict[str, None] = {}
    for member in members:
        for keyword in member.structural:
            kind = KEYWORDS[keyword].of
            if kind is not None:
                kinds[kind] = None
        if member.format is not None and member.format in KIND_OF_FORMAT:
            kinds[KIND_OF_FORMAT[member.format]] = None
    if "integer" in kinds:
        kinds.pop("number", None)
    return tuple(kinds)
