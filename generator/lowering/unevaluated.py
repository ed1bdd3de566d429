"""`unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 §11): what nothing else has described.

Where what is described does not depend on the value, they amount to `additionalProperties` and `items` of all
members together. Elsewhere they are an assertion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator import ir
from generator.document import Schema
from generator.lowering.types import ANYTHING
from generator.source import Node

if TYPE_CHECKING:
    from generator.lowering.schemas import Schemas


def additional_properties(members: Sequence[Schema]) -> Node | None:
    """The `unevaluatedProperties` that acts as `additionalProperties`, if any.

    That of the outermost member, which comes last: it sees what all members describe. One inside that allows
    anything leaves nothing for it to check.
    """
    outermost = members[-1]
    node = outermost.unevaluated_properties
    if node is None or _depends_on_value(outermost):
        return None
    inner = [member.unevaluated_properties for member in members[:-1]]
    return None if any(each is not None and each.data is not False for each in inner) else node


def forbids_items(members: Sequence[Schema]) -> bool:
    """Whether `unevaluatedItems: false` of the outermost member forbids what follows the tuple."""
    outermost = members[-1]
    node = outermost.unevaluated_items
    if node is None or node.data is not False or _depends_on_value(outermost):
        return False
    inner = [member.unevaluated_items for member in members[:-1]]
    return not any(each is not None and each.data is not False for each in inner) and not any(
        member.contains for member in members
    )


def assertions(schemas: Schemas, members: Sequence[Schema]) -> Iterator[ir.Assertion]:
    """What is left: the outermost member's, where branches decide, and those of branches, which see less."""
    outermost = members[-1]
    node = outermost.unevaluated_properties
    if node is not None and additional_properties(members) is None:
        yield from _assertion(schemas, node, items=False)
    node = outermost.unevaluated_items
    if node is not None and not forbids_items(members):
        yield from _assertion(schemas, node, items=True)
    for member in members[:-1]:
        for node in (member.unevaluated_properties, member.unevaluated_items):
            if node is not None and schemas.type_of(node, exact=True) != ANYTHING:
                yield ir.Also(schemas.type_of(member.node, exact=True))


def _assertion(schemas: Schemas, node: Node, *, items: bool) -> Iterator[ir.Assertion]:
    type_ = schemas.type_of(node, exact=True)
    if type_ != ANYTHING:
        yield ir.Unevaluated(items, type_)


def _depends_on_value(schema: Schema) -> bool:
    """Whether what is described depends on the value: on the branch that holds, or on a condition."""
    choices = (*schema.one_of, *schema.any_of)
    return bool(len(choices) > 1 or schema.if_ or schema.dependent_schemas)
