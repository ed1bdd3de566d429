"""Schemas that are defined by nothing but themselves: `A: {anyOf: [A, string]}`, `A: {not: A}`.

Recursion through a property, an item or a map value is how trees are written. Where the same value would
have to fit the same schema again, nobody can ever tell whether it does: such a branch is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.diagnostics import Diagnostics
from openapi_vendor.lowering.graph import SAME_VALUE, of_same_value, parts_of_assertion, same_value_as
from openapi_vendor.lowering.types import ANYTHING, NOTHING, checked, union


def cut(declarations: dict[ir.Key, ir.Declaration], diagnostics: Diagnostics) -> None:
    """Remove from the declarations every branch that leads back to them without a step into the value."""
    finished: set[ir.Key] = set()
    for start in list(declarations):
        if start in finished:
            continue
        path: dict[ir.Key, Iterator[ir.Key]] = {start: iter(same_value_as(declarations[start]))}
        while path:
            key, edges = next(reversed(path.items()))
            target = next(edges, None)
            if target is None:
                finished.add(key)
                del path[key]
            elif target in path:
                declaration = declarations[key]
                message = "this schema contains itself as the same value: that branch is left out"
                diagnostics.warning("circular-schema", message, declaration.location)
                declarations[key] = _cut_declaration(declaration, target)
            elif target not in finished and target in declarations:
                path[target] = iter(same_value_as(declarations[target]))


def _cut_declaration(declaration: ir.Declaration, key: ir.Key) -> ir.Declaration:
    if isinstance(declaration, ir.Alias):
        cut_type = _without(declaration.type, key)
        return replace(declaration, type=ANYTHING if cut_type == NOTHING else cut_type)
    kept = tuple(assertion for assertion in declaration.assertions if not _mentions(assertion, key))
    return replace(declaration, assertions=kept)


def _without(type_: ir.Type, key: ir.Key) -> ir.Type:
    match type_:
        case ir.Ref(target):
            return NOTHING if target == key else type_
        case ir.Union(variants, kind, discriminator):
            left = [_without(variant, key) for variant in variants]
            if discriminator is not None and all(not isinstance(variant, ir.Nothing) for variant in left):
                return ir.Union(tuple(left), kind, discriminator)
            return union(left, kind)
        case ir.Checked(inner, assertions):
            kept = [assertion for assertion in assertions if not _mentions(assertion, key)]
            left_type = _without(inner, key)
            return checked(ANYTHING if left_type == NOTHING else left_type, kept)
        case _:
            return type_


def _mentions(assertion: ir.Assertion, key: ir.Key) -> bool:
    return isinstance(assertion, SAME_VALUE) and key in of_same_value(list(parts_of_assertion(assertion)))
