"""Properties and parameters that can have one value only: it is their default, and always sent where it is required.

That of a discriminator is required whatever the document says (OpenAPI 3.1 "Schema Object", polymorphism: "the
discriminator field MUST be a required field"): it has the one value that the variant allows for it, or the only one
that leads to the variant. Where a `defaultMapping` names the variant, nothing need tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.lowering.discriminators import tag
from openapi_vendor.lowering.graph import LEAVES, parts, parts_of_declaration, types_of_operation, types_of_payload
from openapi_vendor.lowering.values import identity
from openapi_vendor.text import Text

_INTEGER: Final = re.compile(r"(0|-?[1-9][0-9]{0,17})\Z")

Declarations = dict[ir.Key, ir.Declaration]

_Tags = dict[ir.Key, dict[Text, set[Text]]]
"""The values that lead to a variant, by the key of its declaration and the name of the property."""


def given(
    declarations: Declarations, operations: tuple[ir.Operation, ...], webhooks: tuple[ir.Payload, ...]
) -> tuple[Declarations, tuple[ir.Operation, ...]]:
    """The declarations and operations, every property and parameter that can have one value only with that value."""
    finder = _Finder(declarations)
    types = [type_ for each in declarations.values() for type_ in parts_of_declaration(each)]
    for operation in operations:
        for found in types_of_operation(operation):
            types += filter(None, found)
    for payload in webhooks:
        types += filter(None, types_of_payload(payload))
    tags = _tags(types, declarations)
    return (
        {key: finder.declaration(each, tags.get(key, {})) for key, each in declarations.items()},
        tuple(finder.operation(each) for each in operations),
    )


def _tags(types: Iterable[ir.Type], declarations: Declarations) -> _Tags:
    found: _Tags = {}
    for union in _unions(types):
        assert union.discriminator is not None
        for value, index in union.discriminator.mapping:
            key = None if index == union.discriminator.default else _object(union.variants[index], declarations)
            if key is not None:
                found.setdefault(key, {}).setdefault(union.discriminator.property, set()).add(value)
    return found


def _unions(types: Iterable[ir.Type]) -> Iterator[ir.Union]:
    """The unions with a discriminator in these types."""
    waiting = list(types)
    while waiting:
        type_ = waiting.pop()
        if isinstance(type_, ir.Union) and type_.discriminator is not None:
            yield type_
        if not isinstance(type_, LEAVES):
            waiting.extend(parts(type_))


def _object(variant: ir.Type, declarations: Declarations) -> ir.Key | None:
    """The key of the object that a variant is, null aside."""
    seen: set[ir.Key] = set()
    while True:
        if isinstance(variant, ir.Union):
            plain = [each for each in variant.variants if not isinstance(each, ir.Null)]
            if len(plain) != 1:
                return None
            (variant,) = plain
        elif isinstance(variant, ir.Checked):
            variant = variant.type
        elif isinstance(variant, ir.Ref) and variant.key in declarations and variant.key not in seen:
            seen.add(variant.key)
            declaration = declarations[variant.key]
            if isinstance(declaration, ir.Object):
                return variant.key
            variant = declaration.type
        else:
            return None


class _Finder:
    """Finds the one value of types; each alias is looked at once."""

    def __init__(self, declarations: Mapping[ir.Key, ir.Declaration]) -> None:
        self._declarations = declarations
        self._known: dict[ir.Key, ir.Scalar | None] = {}

    def declaration(self, declaration: ir.Declaration, tags: Mapping[Text, set[Text]]) -> ir.Declaration:
        if isinstance(declaration, ir.Alias):
            return declaration
        properties = tuple([self._property(each, tags.get(each.name, ())) for each in declaration.properties])
        return declaration if properties == declaration.properties else replace(declaration, properties=properties)

    def operation(self, operation: ir.Operation) -> ir.Operation:
        parameters = tuple(
            [
                (
                    replace(each, only_value=value)
                    if each.required and (value := self.value(each.type)) is not None
                    else each
                )
                for each in operation.parameters
            ]
        )
        return replace(operation, parameters=parameters)

    def _property(self, member: ir.Property, values: Iterable[Text]) -> ir.Property:
        required = member.required or (bool(values) and not (member.read_only or member.write_only))
        if not required:
            return member
        value = self.value(member.type)
        if value is None and len(leading := list(values)) == 1:
            value = self._meant(member.type, leading[0])
        return member if value is None else replace(member, required=True, only_value=value)

    def value(self, type_: ir.Type) -> ir.Scalar | None:
        """The one value of a type; None where it has several, or one that is an array, an object or null.

        (A type that is null alone needs no finding.)
        """
        match type_:
            case ir.Enumeration(values) if len(set(map(identity, values))) == 1:
                return None if isinstance(values[0], tuple | Mapping) else values[0]
            case ir.Checked(inner):
                return self.value(inner)
            case ir.Ref(key) if key in self._known:
                return self._known[key]
            case ir.Ref(key):
                self._known[key] = None  # as long as it is looked for
                declaration = self._declarations.get(key)
                if isinstance(declaration, ir.Alias):
                    self._known[key] = self.value(declaration.type)
                return self._known[key]
            case _:
                return None

    def _meant(self, type_: ir.Type, text: Text) -> ir.Scalar | None:
        """The value of this type that a text in `mapping` stands for, as far as is seen without a look at patterns."""
        match type_:
            case ir.String(format=None) | ir.Anything():
                return text
            case ir.Enumeration(values):
                listed = (each for each in values if not isinstance(each, tuple | Mapping))
                return next((each for each in listed if each == text or tag(each) == text), None)
            case ir.Numeric(decimal=False):
                return int(text.raw) if _INTEGER.match(text.raw) else None
            case ir.Boolean():
                return {"true": True, "false": False}.get(text.raw)
            case ir.Union(variants):
                found = (self._meant(variant, text) for variant in variants)
                return next((value for value in found if value is not None), None)
            case ir.Checked(inner):
                return self._meant(inner, text)
            case ir.Ref(key):
                declaration = self._declarations.get(key)
                return self._meant(declaration.type, text) if isinstance(declaration, ir.Alias) else None
            case _:
                return None
