"""`oneOf` and `anyOf`: unions, their variants, and what stands beside them.

What stands beside a union holds for every variant, so it is distributed: each variant is joined with it.
Branches that only require properties are not variants, but a condition on the object.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.document import Schema
from openapi_vendor.document.schema import CHOICES, COMPOSITION, KEYWORDS, keywords
from openapi_vendor.lowering import all_of, assertions, discriminators
from openapi_vendor.lowering.declarations import Place
from openapi_vendor.lowering.recursion import Identity, Listed, TypeMaker
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.types import ANYTHING, NOTHING, checked, union, without_other
from openapi_vendor.source import Node
from openapi_vendor.text import Text

MAX_DISTRIBUTED: Final = 200

MAX_DISTRIBUTIONS: Final = 2
"""Over so many unions within each other what stands beside the outermost is distributed: each multiplies the variants.
Below, it is a condition on the value."""

_KIND: Final = {"oneOf": ir.UnionKind.ONE_OF, "anyOf": ir.UnionKind.ANY_OF}
_ASIDE: Final = COMPOSITION | {"type", "nullable"}
_CONDITION: Final = keywords(
    lambda record: record.name == "type"
    or (record.holds_schemas and record.of is None)
    or (not record.holds_schemas and record.of == "object")
)
"""What only says which properties must be there: of objects what holds no schema, and schemas of the value itself."""
_ASSERTED: Final = CHOICES | assertions.KEYWORDS
_WITHOUT_ASSERTED: Final = {
    record.attribute: record.default
    for record in KEYWORDS.values()
    if record.name in _ASSERTED or record.beside in _ASSERTED
}
"""The attributes of what is asserted, and their defaults."""


class Alternatives(Struct, frozen=True):
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
    schemas: TypeMaker,
    members: Sequence[Schema],
    choices: list[Alternatives],
    types: tuple[str, ...] | None,
    place: Place,
    extra: Sequence[ir.Assertion],
    exact: bool,
    distributed: int,
) -> ir.Type:
    """The type of `members`, which leave `choices`.

    One choice becomes the union: the last one, which is the most derived. Others are assertions. So are all of a
    condition, which needs no variants.
    """
    choices = [choice for choice in choices if not _lists(schemas, choice, place)]
    base = [bare for member in members if (bare := _bare(member)).structural]
    beside = _Beside(schemas, base, types, place, exact, distributed)
    open_choices = choices
    if beside.says_something:
        open_choices = [choice for choice in choices if not _is_condition(schemas, choice)]
    main = open_choices[-1] if open_choices else None
    if main is not None and beside.says_something and (exact or len(main.branches) > MAX_DISTRIBUTED):
        main = None
    others = [choice for choice in choices if choice is not main]
    checks = [*extra, *(ir.Also(_condition(schemas, choice)) for choice in others)]
    if main is None:
        return schemas.plain(base, types, place, checks, exact) if base else checked(ANYTHING, checks)
    if main.keyword == "oneOf" and sum(schemas.read(node).always is True for node in main.branches) > 1:
        return NOTHING
    variants = [beside.joined(main, index) for index in range(len(main.branches))]
    if base and all(variant == NOTHING for variant in variants):
        message = f"nothing fits both a branch of `{main.keyword}` and what stands beside it, which is ignored"
        schemas.context.warning("conflicting-all-of", message, main.schema.node.location)
        variants = [schemas.type_of(node, exact=exact) for node in main.branches]
    discriminator = discriminators.of(schemas, main.schema, main.branches)
    if discriminator is not None:  # it names its variants again
        at = place.below(main.keyword, "allOf")
        variants = [schemas.light(variant, at.below(index)) for index, variant in enumerate(variants)]
    return checked(union(variants, _KIND[main.keyword], discriminator), checks)


class _Beside(Struct, frozen=True):
    """What stands beside a union, and holds for each of its variants."""

    schemas: TypeMaker
    base: Sequence[Schema]
    types: tuple[str, ...] | None
    place: Place
    exact: bool
    distributed: int

    @property
    def says_something(self) -> bool:
        """Whether there is more than a type."""
        return any(keyword not in _ASIDE for schema in self.base for keyword in schema.structural)

    def joined(self, choice: Alternatives, index: int) -> ir.Type:
        """One variant, joined with all this where that matters."""
        schemas, node = self.schemas, choice.branches[index]
        schema = schemas.read(node)
        if schema.always is False or (not self.says_something and _fits(schema, self.types)):
            type_ = schemas.type_of(node, exact=self.exact)
            return _described(schema, type_ if self.types is None else without_other(type_))
        members = all_of.flatten(schemas, schema)
        if any(member.identity == choice.schema.identity for member in members):  # it extends what offers it
            return schemas.type_of(node, exact=self.exact)
        if all_of.exclude_each_other([*self.base, *members]):
            return NOTHING
        if self.distributed == MAX_DISTRIBUTIONS and alternatives(members):
            variant = schemas.light(schemas.type_of(node), Place(node))
            return checked(variant, (ir.Also(self.condition()),))
        at = Place(node)
        if not self.place.holds(node):
            at = self.place.below(choice.keyword, index)
            schemas.context.anchors.call(at.node, node)
        joined = [*self.base, *members]
        type_ = schemas.type_of_all(joined, at, exact=self.exact, distributed=self.distributed + 1)
        return schemas.light(type_, at.below("allOf")) if isinstance(type_, ir.Checked) else type_

    def condition(self) -> ir.Type:
        """All this as a condition."""
        condition = self.schemas.type_of_all(self.base, self.place, exact=True)
        return self.schemas.light(condition, self.place.below("allOf", "beside"), exact=True)


def _described(schema: Schema, type_: ir.Type) -> ir.Type:
    """A variant of one value keeps its description: `oneOf: [{const: 1, description: …}]` lists values."""
    text = ": ".join(dict.fromkeys(filter(None, (schema.title, schema.description))))
    if text and isinstance(type_, ir.Enumeration) and len(type_.values) == 1 and not type_.descriptions:
        return ir.Enumeration(type_.values, (Text(text),))
    return type_


def _fits(schema: Schema, types: tuple[str, ...] | None) -> bool:
    """Whether the variant says by itself which of `types` it is."""
    if types is None or schema.reference is not None or schema.all_of:
        return True
    stated = schema.types or all_of.meant_types([schema])
    return (bool(stated) and set(stated) <= {*types, "null"}) or bool(schema.one_of or schema.any_of)


def _lists(schemas: TypeMaker, choice: Alternatives, place: Place) -> bool:
    """Whether what is being lowered is a variant of `choice`, which it met by extending the base of both.

    `Pet: {oneOf: [Cat]}` and `Cat: {allOf: [Pet, ...]}`: inside Cat the choice is made.
    """
    node = place.node
    if place.holds(choice.schema.node):
        return False
    key = (choice.schema.identity, choice.keyword)
    listed = schemas.listed.get(key)
    if listed is None:
        listed = schemas.listed[key] = _listed(schemas, choice)
    within = (node.pointer[:length] for length in range(len(node.pointer) + 1))
    return (node.source, node.pointer) in listed.targets or any((node.source, at) in listed.branches for at in within)


def _listed(schemas: TypeMaker, choice: Alternatives) -> Listed:
    targets: set[Identity] = set()
    for branch in choice.branches:
        schema = schemas.read(branch)
        if schema.reference is not None:
            try:
                targets.add(schemas.referred(schema).identity)
            except Unresolved:
                pass
    return Listed(frozenset((branch.source, branch.pointer) for branch in choice.branches), frozenset(targets))


def _is_condition(schemas: TypeMaker, choice: Alternatives) -> bool:
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


def _condition(schemas: TypeMaker, choice: Alternatives) -> ir.Type:
    condition = union((schemas.type_of(node, exact=True) for node in choice.branches), _KIND[choice.keyword])
    return schemas.light(condition, Place(choice.schema.node).below(choice.keyword), exact=True)


def _bare(schema: Schema) -> Schema:
    """The schema without its choices and assertions, which are dealt with already."""
    if _ASSERTED.isdisjoint(schema.structural):
        return schema
    bare = copy.copy(schema)
    for attribute, default in _WITHOUT_ASSERTED.items():
        setattr(bare, attribute, default)
    if schema.unevaluated_properties is not None and bare.additional_properties is None:
        # What no variant describes is judged already, too.
        pointer = (*schema.node.pointer, "additionalProperties")
        bare.additional_properties = Node(True, schema.node.source, pointer)
    bare.structural = [keyword for keyword in schema.structural if keyword not in _ASSERTED]
    return bare
