"""`unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 §11): what nothing else has described.

Where what is described does not depend on the value, they amount to `additionalProperties` and `items` of all
members together. Elsewhere they are an assertion, which lists what is described under which conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator import ir
from generator.document import Schema
from generator.lowering.patterns import pattern_of_key
from generator.lowering.references import Unresolved
from generator.lowering.types import ANYTHING, checked
from generator.source import Node, Source
from generator.text import Text

if TYPE_CHECKING:
    from generator.lowering.schemas import Schemas

Identity = tuple[Source, tuple[str | int, ...]]


def additional_properties(members: Sequence[Schema]) -> Node | None:
    """The `unevaluatedProperties` that acts as `additionalProperties`, if any.

    That of the outermost member, which comes last: it sees what all members describe. One inside that allows
    anything leaves nothing for it to check.
    """
    outermost = members[-1]
    node = outermost.unevaluated_properties
    if node is None or _depends_on_value(members):
        return None
    inner = [member.unevaluated_properties for member in members[:-1]]
    return None if any(each is not None and each.data is not False for each in inner) else node


def forbids_items(members: Sequence[Schema]) -> bool:
    """Whether `unevaluatedItems: false` of the outermost member forbids what follows the tuple."""
    outermost = members[-1]
    node = outermost.unevaluated_items
    if node is None or node.data is not False or _depends_on_value(members):
        return False
    inner = [member.unevaluated_items for member in members[:-1]]
    return not any(each is not None and each.data is not False for each in inner) and not any(
        member.contains for member in members
    )


def assertions(schemas: Schemas, members: Sequence[Schema]) -> Iterator[ir.Assertion]:
    """What is left: the outermost member's, where branches decide, and those of branches, which see less."""
    outermost = members[-1]
    if outermost.unevaluated_properties is not None and additional_properties(members) is None:
        yield from _assertion(schemas, outermost, outermost.unevaluated_properties, items=False)
    if outermost.unevaluated_items is not None and not forbids_items(members):
        yield from _assertion(schemas, outermost, outermost.unevaluated_items, items=True)
    for member in members[:-1]:
        for node, items in ((member.unevaluated_properties, False), (member.unevaluated_items, True)):
            if node is not None:
                yield from _assertion(schemas, member, node, items=items)


def _assertion(schemas: Schemas, schema: Schema, node: Node, *, items: bool) -> Iterator[ir.Assertion]:
    type_ = schemas.type_of(node, exact=True)
    if type_ != ANYTHING:
        evaluated = tuple(each for each in _evaluated(schemas, schema, items, (), {}) if _says_something(each))
        yield ir.Unevaluated(items, type_, evaluated)


def _evaluated(
    schemas: Schemas, schema: Schema, items: bool, conditions: tuple[ir.Type, ...], above: dict[Identity, None]
) -> Iterator[ir.Evaluated]:
    """What `schema` describes, with all that applies to the same value; `above` are the schemas around it."""
    if schema.identity in above:
        return
    yield _own(schemas, schema, items, conditions, is_root=not above)
    above = {**above, schema.identity: None}
    same = [schemas.read(node) for node in schema.all_of]
    if schema.reference is not None:
        try:
            same.append(schemas.target(schema))
        except Unresolved:
            pass
    for each in same:
        yield from _evaluated(schemas, each, items, conditions, above)
    for node, condition in _branches(schemas, schema):
        yield from _evaluated(schemas, schemas.read(node), items, (*conditions, condition), above)


def _branches(schemas: Schemas, schema: Schema) -> Iterator[tuple[Node, ir.Type]]:
    """The schemas that describe the same value under a condition."""
    for node in (*schema.one_of, *schema.any_of):
        yield node, schemas.type_of(node, exact=True)
    if schema.if_ is not None:
        condition = schemas.type_of(schema.if_, exact=True)
        yield schema.if_, condition
        if schema.then is not None:
            yield schema.then, condition
        if schema.else_ is not None:
            yield schema.else_, checked(ANYTHING, (ir.Not(condition),))
    for name, node in (schema.dependent_schemas or {}).items():
        yield node, checked(ir.Map(ANYTHING), (ir.Shape(required=(Text(name),)),))


def _own(
    schemas: Schemas, schema: Schema, items: bool, conditions: tuple[ir.Type, ...], *, is_root: bool
) -> ir.Evaluated:
    """What the keywords of the schema itself describe. Those that speak of the rest leave nothing out."""
    if items:
        contains = None if schema.contains is None else schemas.type_of(schema.contains, exact=True)
        rest = schema.items is not None or (not is_root and schema.unevaluated_items is not None)
        return ir.Evaluated(conditions, (), (), len(schema.prefix_items), contains, rest)
    names = tuple(map(Text, schema.properties or ()))
    patterns = tuple(
        pattern_of_key(schemas.context, node, text) for text, node in (schema.pattern_properties or {}).items()
    )
    rest = schema.additional_properties is not None or (not is_root and schema.unevaluated_properties is not None)
    return ir.Evaluated(conditions, names, patterns, everything=rest)


def _says_something(evaluated: ir.Evaluated) -> bool:
    return evaluated != ir.Evaluated(evaluated.conditions)


def _depends_on_value(members: Sequence[Schema]) -> bool:
    """Whether what is described depends on the value: on the branch that holds, or on a condition."""
    return any(
        len(member.one_of) > 1 or len(member.any_of) > 1 or member.if_ or member.dependent_schemas for member in members
    )
