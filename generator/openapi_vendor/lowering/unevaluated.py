"""`unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 §11): what nothing else has described.

Where what is described does not depend on the value, they amount to `additionalProperties` and `items` of all
members together. Elsewhere they are an assertion, which lists what is described under which conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.document import Schema
from openapi_vendor.lowering.declarations import Place
from openapi_vendor.lowering.patterns import pattern_of_key
from openapi_vendor.lowering.recursion import TypeMaker
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.types import ANYTHING, checked, union
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_MAX_CONDITIONS: Final = 3
"""So many conditions, one within the other, are listed; more are declared as one."""

_MAX_WAYS: Final = 4
"""So many ways to a schema with nothing inside are listed; more are declared as one condition."""


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


def assertions(schemas: TypeMaker, members: Sequence[Schema]) -> Iterator[ir.Assertion]:
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


def _assertion(schemas: TypeMaker, schema: Schema, node: Node, *, items: bool) -> Iterator[ir.Assertion]:
    type_ = schemas.type_of(node, exact=True)
    if type_ != ANYTHING:
        yield ir.Unevaluated(items, type_, tuple(_Evaluation(schemas, schema, items).all()))


class _Reached(Struct):
    """A schema that applies to the same value as the outermost: what it describes, and under which conditions.

    `ways` are the schemas that lead to it, each with the condition under which it does (None: always).
    """

    schema: Schema
    own: ir.Evaluated
    ways: list[tuple[_Reached, ir.Type | None]] = field(default_factory=list)
    inner: list[_Reached] = field(default_factory=list)
    is_useful: bool = False
    conditions: tuple[ir.Type, ...] = ()


class _Evaluation:
    """What an outermost schema and those within it describe. Each is looked at once, however many ways lead to it."""

    def __init__(self, schemas: TypeMaker, root: Schema, items: bool) -> None:
        self._schemas = schemas
        self._items = items
        self._root = self._reached(root)

    def all(self) -> Iterator[ir.Evaluated]:
        """What is described, outer schemas first."""
        order = self._outer_first()
        for each in reversed(order):
            each.is_useful = _says_something(each.own) or any(inner.is_useful for inner in each.inner)
        for number, each in enumerate(order):
            if not each.is_useful:
                continue
            ways: list[tuple[ir.Type, ...]] = []
            for way in map(_joined, each.ways):
                if way not in ways:
                    ways.append(way)
            if () in ways or not ways:
                ways = [()]
            has_useful_parts = any(inner.is_useful for inner in each.inner)
            if has_useful_parts or len(ways) > _MAX_WAYS:
                ways = [self._condition(ways, number)]
            each.conditions = ways[0]
            if _says_something(each.own):
                yield from (replace(each.own, conditions=conditions) for conditions in ways)

    def _condition(self, ways: list[tuple[ir.Type, ...]], number: int) -> tuple[ir.Type, ...]:
        """One condition for any of `ways`, declared where that is not a small one."""
        if len(ways) == 1 and len(ways[0]) <= _MAX_CONDITIONS:
            return ways[0]
        each = [checked(ANYTHING, tuple(map(ir.Also, way))) if len(way) != 1 else way[0] for way in ways]
        keyword = "unevaluatedItems" if self._items else "unevaluatedProperties"
        place = Place(self._root.schema.node).below(keyword, number)
        condition = union(each, ir.UnionKind.ANY_OF)
        return (self._schemas.declarations.apart(place, ir.Aspect.REACHED, lambda: condition),)

    def _reached(self, schema: Schema) -> _Reached:
        return _Reached(schema, _own(self._schemas, schema, self._items, is_root=not hasattr(self, "_root")))

    def _outer_first(self) -> list[_Reached]:
        """All schemas, those that lead to a schema before it. What leads back to a schema around it adds nothing."""
        known = {self._root.schema.identity: self._root}
        around = {self._root.schema.identity}
        finished: list[_Reached] = []
        stack = [(self._root, iter(self._parts(self._root)))]
        while stack:
            outer, parts = stack[-1]
            for schema, condition in parts:
                if schema.identity in around:
                    continue
                is_new = schema.identity not in known
                inner = known.setdefault(schema.identity, self._reached(schema)) if is_new else known[schema.identity]
                inner.ways.append((outer, condition))
                outer.inner.append(inner)
                if is_new:
                    around.add(schema.identity)
                    stack.append((inner, iter(self._parts(inner))))
                    break
            else:
                stack.pop()
                around.discard(outer.schema.identity)
                finished.append(outer)
        return finished[::-1]

    def _parts(self, outer: _Reached) -> list[tuple[Schema, ir.Type | None]]:
        """The schemas directly within one, last first; none where it describes everything."""
        if outer.own.everything:
            return []
        schemas, schema = self._schemas, outer.schema
        found: list[tuple[Schema, ir.Type | None]] = [(schemas.read(node), None) for node in schema.all_of]
        if schema.reference is not None:
            try:
                found.append((schemas.target(schema), None))
            except Unresolved:
                pass
        found += [(schemas.read(node), condition) for node, condition in _branches(schemas, schema)]
        return found[::-1]


def _joined(way: tuple[_Reached, ir.Type | None]) -> tuple[ir.Type, ...]:
    outer, condition = way
    return outer.conditions if condition is None else (*outer.conditions, condition)


def _branches(schemas: TypeMaker, schema: Schema) -> Iterator[tuple[Node, ir.Type]]:
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


def _own(schemas: TypeMaker, schema: Schema, items: bool, *, is_root: bool) -> ir.Evaluated:
    """What the keywords of the schema itself describe. Those that speak of the rest leave nothing out."""
    if items:
        contains = None if schema.contains is None else schemas.type_of(schema.contains, exact=True)
        rest = schema.items is not None or (not is_root and schema.unevaluated_items is not None)
        return ir.Evaluated((), (), (), len(schema.prefix_items), contains, rest)
    names = tuple(map(Text, schema.properties or ()))
    patterns = tuple(
        pattern_of_key(schemas.context, node, text) for text, node in (schema.pattern_properties or {}).items()
    )
    rest = schema.additional_properties is not None or (not is_root and schema.unevaluated_properties is not None)
    return ir.Evaluated((), names, patterns, everything=rest)


def _says_something(evaluated: ir.Evaluated) -> bool:
    return evaluated != ir.Evaluated()


def _depends_on_value(members: Sequence[Schema]) -> bool:
    """Whether what is described depends on the value: on the branch that holds, or on a condition."""
    return any(
        len(member.one_of) > 1 or len(member.any_of) > 1 or member.if_ or member.dependent_schemas for member in members
    )
