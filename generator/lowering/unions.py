"""`oneOf` and `anyOf`: unions, their variants, and what stands beside them.

What stands beside a union holds for every variant, so it is distributed: each variant is joined with it.
Branches that only require properties are no variants, but a condition on the object.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator import ir
from generator.document import Schema
from generator.lowering import all_of, discriminators
from generator.lowering.declarations import Place
from generator.lowering.references import Unresolved
from generator.lowering.types import ANYTHING, NOTHING, checked, union
from generator.source import Node

if TYPE_CHECKING:
    from generator.lowering.schemas import Schemas

MAX_DISTRIBUTED: Final = 200

_KIND: Final = {"oneOf": ir.UnionKind.ONE_OF, "anyOf": ir.UnionKind.ANY_OF}
_ASIDE: Final = frozenset({"oneOf", "anyOf", "type", "nullable", "x-nullable", "allOf"})
_CONDITION: Final = frozenset(
    ["required", "not", "type", "minProperties", "maxProperties", "dependentRequired", "allOf", "anyOf", "oneOf", "if", "then", "else"]
)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One `oneOf` or `anyOf` of at least two branches, and the schema that states it."""

    schema: Schema
    keyword: str
    branches: tuple[Node, ...]


def alternatives(members: Sequence[Schema]) -> list[Alternatives]:
    """All choices that the members leave."""
    found = []
    for member in members:
        if len(member.one_of) > 1:
            found.append(Alternatives(member, "oneOf", tuple(member.one_of)))
        if len(member.any_of) > 1:
            found.append(Alternatives(member, "anyOf", tuple(member.any_of)))
    return found


def lower(
    schemas: Schemas,
    members: Sequence[Schema],
    choices: list[Alternatives],
    types: tuple[str, ...] | None,
    place: Place,
    extra: Sequence[ir.Assertion],
    exact: bool,
) -> ir.Type:
    """The type of `members`, which leave `choices`."""
    choices = [choice for choice in choices if not _lists(schemas, choice, place)]
    conditions = [choice for choice in choices if _is_condition(schemas, choice)]
    has_base = any(_says_something(member) for member in members)
    open_choices = [choice for choice in choices if choice not in conditions] if has_base else choices
    main = open_choices[0] if open_choices else None
    others = [choice for choice in choices if choice is not main]
    assertions = [*extra, *(ir.Also(_condition(schemas, choice)) for choice in others)]
    base = [stripped for member in members if (stripped := _without(member, choices)).structural]
    if main is None:
        return schemas.plain(base, types, place, assertions, exact) if base else checked(ANYTHING, assertions)
    rest = [member for member in base if _says_something(member)]
    distribute = bool(rest) and len(main.branches) <= MAX_DISTRIBUTED
    if rest and not distribute:
        assertions.append(ir.Also(_condition(schemas, main)))
        return schemas.plain(base, types, place, assertions, exact)
    variants = [
        _variant(schemas, main, index, base if distribute or types else [], types, place, exact, bool(rest))
        for index in range(len(main.branches))
    ]
    discriminator = discriminators.of(schemas, main.schema, main.branches)
    return checked(union(variants, _KIND[main.keyword], discriminator), assertions)


def _variant(
    schemas: Schemas,
    choice: Alternatives,
    index: int,
    base: Sequence[Schema],
    types: tuple[str, ...] | None,
    place: Place,
    exact: bool,
    joined: bool,
) -> ir.Type:
    """One variant, joined with what stands beside the union where that matters."""
    node = choice.branches[index]
    schema = schemas.read(node)
    if schema.always is False or not (joined or types) or (not joined and _fits(schemas, schema, types)):
        return schemas.type_of(node, exact=exact)
    members = all_of.flatten(schemas, schema)
    if any(member.identity == choice.schema.identity for member in members):  # it extends what offers it
        return schemas.type_of(node, exact=exact)
    if all_of.exclude_each_other([*base, *members]):
        return NOTHING
    at = Place(node) if place.holds(node) else place.below(choice.keyword, index)
    return schemas.type_of_all([*base, *members], at, exact=exact)


def _fits(schemas: Schemas, schema: Schema, types: tuple[str, ...] | None) -> bool:
    """Whether the variant says by itself which of `types` it is."""
    if types is None or schema.reference is not None or schema.all_of:
        return True
    stated = schema.types or all_of.meant_types([schema])
    return (bool(stated) and set(stated) <= {*types, "null"}) or bool(schema.one_of or schema.any_of)


def _lists(schemas: Schemas, choice: Alternatives, place: Place) -> bool:
    """Whether what is being lowered is a variant of `choice`, which it met by extending the base of both.

    `Pet: {oneOf: [Cat]}` and `Cat: {allOf: [Pet, ...]}`: inside Cat the choice is made.
    """
    if place.holds(choice.schema.node):
        return False
    for branch in choice.branches:
        schema = schemas.read(branch)
        if Place(branch).holds(place.node):
            return True
        if schema.reference is not None:
            try:
                target = schemas.referred(schema).node
            except Unresolved:
                continue
            if target.source is place.node.source and target.pointer == place.node.pointer:
                return True
    return False


def _is_condition(schemas: Schemas, choice: Alternatives) -> bool:
    """Whether no branch describes a value: they only say which properties must be there."""
    for node in choice.branches:
        schema = schemas.read(node)
        if schema.always is not None or not schema.structural or not set(schema.structural) <= _CONDITION:
            return False
        if schema.types is not None and schema.types != ("object",):
            return False
        nested = (*schema.all_of, *schema.any_of, *schema.one_of)
        if nested and not _is_condition(schemas, Alternatives(schema, "allOf", nested)):
            return False
    return True


def _condition(schemas: Schemas, choice: Alternatives) -> ir.Type:
    return union((schemas.type_of(node, exact=True) for node in choice.branches), _KIND[choice.keyword])


def _says_something(schema: Schema) -> bool:
    return any(keyword not in _ASIDE for keyword in schema.structural)


def _without(schema: Schema, choices: Sequence[Alternatives]) -> Schema:
    """The schema without the choices, which are treated apart. Assertions were taken already."""
    if not (schema.one_of or schema.any_of):
        return schema
    stripped = copy.copy(schema)
    stripped.one_of = stripped.any_of = ()
    stripped.structural = [keyword for keyword in schema.structural if keyword not in ("oneOf", "anyOf")]
    return stripped
