"""Arrays: items, tuples and their limits."""

from __future__ import annotations

from collections.abc import Sequence

from openapi_vendor import ir
from openapi_vendor.document import Schema
from openapi_vendor.lowering.declarations import Place
from openapi_vendor.lowering.merging import limits, merged
from openapi_vendor.lowering.recursion import TypeMaker
from openapi_vendor.lowering.types import ANYTHING
from openapi_vendor.lowering.unevaluated import forbids_items


def lower(schemas: TypeMaker, members: Sequence[Schema], place: Place, exact: bool) -> ir.Array:
    """The array that fits all of `members` (JSON Schema 2020-12 §10.3.1)."""
    length = max(len(member.prefix_items) for member in members)
    prefix = []
    for index in range(length):
        nodes = [
            node
            for member in members
            if (node := member.prefix_items[index] if index < len(member.prefix_items) else member.items)
        ]
        at = place.below("prefixItems", index)
        prefix.append(schemas.light(schemas.all(nodes, at, exact=exact), at.below("allOf"), exact=exact))
    items = [member.items for member in members if member.items is not None]
    if not items and forbids_items(members):
        rest: ir.Type | None = None
    elif any(node.data is False for node in items):
        rest = None
    else:
        rest = schemas.all(items, place.below("items"), exact=exact) if items else ANYTHING
    shortest, longest = limits(schemas.context, members, "min_items", "max_items")
    if prefix and longest is not None and longest <= len(prefix):
        rest, prefix = None, prefix[:longest]  # nothing comes after what is described one by one
    return ir.Array(
        rest=rest,
        prefix=tuple(prefix),
        min_items=shortest,
        max_items=longest,
        unique=merged(schemas.context, members, "unique_items"),
    )
