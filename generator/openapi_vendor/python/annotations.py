"""From a type of the API to the annotation that stands for it, and to the symbols that the annotation uses.

What an annotation means at run time is the runtime's business (`templates/runtime/linking.py`); the two agree
on the forms listed in `docs/output.md`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import assert_never

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.python import code
from openapi_vendor.python.assertions import markers, pattern_properties, prefix_items
from openapi_vendor.python.constraints import is_named
from openapi_vendor.python.enumerations import is_literal
from openapi_vendor.python.formats import Formats
from openapi_vendor.python.kinds import Kinds
from openapi_vendor.python.limits import length_limits, scalar_limits
from openapi_vendor.python.names import Names, TypeName
from openapi_vendor.python.pagination import Rule
from openapi_vendor.python.scalars import STR, as_text, base_type, exact_type
from openapi_vendor.text import Text

RUNTIME = "_runtime"
_NEVER = code.Name("Never", code.Import("typing", "Never"))
_LIST, _DICT, _TUPLE = code.Name("list"), code.Name("dict"), code.Name("tuple")


class Place(enum.Enum):
    """Where an annotation is written, which decides how it may refer to other types."""

    FIELD = "field"
    """A field of a model, which the module never evaluates: types of other modules are `models.X`."""

    ALIAS = "alias"
    """The value of an alias in a model module: evaluated at import, so types are strings, of others `"models.X"`."""

    MARKER = "marker"
    """The argument of a marker: like an alias, but resolved by the runtime, so nothing is imported for it."""

    SIGNATURE = "signature"
    """A signature or table of an operations module: types are `models.X`, enums closed."""


class Context(Struct, dict=True):
    """What every annotation of a package needs to know."""

    api: ir.Api
    names: Names
    rules: Mapping[str, Rule]
    """How the pages of operations follow each other, by the operation's key."""

    @cached_property
    def formats(self) -> Formats:
        """Where formats are not judged."""
        return Formats(self.api, lambda string: base_type(string) == STR)

    @cached_property
    def kinds(self) -> Kinds:
        return Kinds(self.api.declarations)

    @cached_property
    def operations(self) -> dict[str, ir.Operation]:
        """The operations by key."""
        return {operation.key: operation for operation in self.api.operations}

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each operation stands among all, by key."""
        return {key: position for position, key in enumerate(self.operations)}


class Annotator:
    """Writes the annotations of one module, at one kind of place."""

    def __init__(
        self,
        context: Context,
        place: Place,
        module: str = "",
        dots: str = "..",
        index: str = "models",
    ) -> None:
        self._context = context
        self._place = place
        self._module = module
        self._dots = dots
        self._index = index
        self._index_import = code.Import(dots, "models" if index == "models" else f"models as {index}")

    def of(self, type_: ir.Type, *, plain: bool = False) -> code.Node:
        """The annotation. `plain` leaves constraints out: what a caller of a function needs to see."""
        match type_:
            case ir.String() | ir.Numeric():  # the commonest first
                return self._scalar(type_, plain)
            case ir.Ref():
                return self._ref(type_, plain)
            case ir.Boolean():
                return code.Name("bool")
            case ir.Null():
                return code.NONE
            case ir.Array():
                return self._array(type_, plain)
            case ir.Union():
                return self._union(type_, plain)
            case ir.Enumeration():
                return self._enumeration(type_, plain)
            case ir.Map():
                return self._map(type_, plain)
            case ir.Anything():
                return code.ANY
            case ir.Nothing():
                return _NEVER
            case ir.Checked():
                inner = self._nested(type_.type, plain)
                return inner if plain else code.annotated(inner, markers(type_.assertions, self.write, self.use))
            case _:
                assert_never(type_)

    def members(self, type_: ir.Type, *, plain: bool = False) -> tuple[code.Node, ...]:
        """The alternatives of a type as separate annotations, None last."""
        if isinstance(type_, ir.Union) and (plain or not self._marker(type_)):
            found: dict[code.Node, None] = {}
            for variant in type_.variants:
                found |= dict.fromkeys(self.members(variant, plain=plain))
        elif isinstance(type_, ir.Union):
            nullable = any(isinstance(variant, ir.Null) for variant in type_.variants)
            found = {self._union(type_, plain, without_null=True): None} | ({code.NONE: None} if nullable else {})
        else:
            member = self.of(type_, plain=plain)
            if isinstance(type_, ir.String | ir.Numeric | ir.Boolean):
                return member.parts if plain and isinstance(member, code.Alternatives) else (member,)
            found = {member: None}
            if self._place is not Place.SIGNATURE and (base := self._open_base(type_)):
                found |= dict.fromkeys(map(code.Name, base))
        if code.NONE in found:
            del found[code.NONE]
            found[code.NONE] = None
        return tuple(found)

    def joined(self, members: tuple[code.Node, ...]) -> code.Node:
        """`A | B`; `Union["A", B]` where it is evaluated, and a string or `Annotated` would have to be joined."""
        is_evaluated = self._place is not Place.FIELD and len(members) > 1
        if is_evaluated and any(isinstance(each, code.Quoted) or code.is_annotated(each) for each in members):
            return code.union(members)
        return code.alternatives(members)

    def alternatives(self, type_: ir.Type) -> code.Node:
        """The annotation as its alternatives, an open enumeration with what it is open to."""
        return self.joined(self.members(type_))

    def write(self, type_: ir.Type) -> code.Node:
        """A type as the argument of a marker.

        A name alone is a text to type checkers. Inside of another type they look it up, so it must lead to its index.
        """
        place = Place.MARKER if isinstance(type_, ir.Ref) else Place.ALIAS
        return Annotator(self._context, place, self._module, self._dots, self._index).alternatives(type_)

    def refers_to_models(self, annotation: code.Node) -> bool:
        """Whether an annotation names a type that is found in the index of models."""
        return any(each == self._index_import for each in code.imports([annotation]))

    def reference(self, name: TypeName) -> code.Node:
        """A type of `models/`, as this place may refer to it."""
        return self._name(f"models.{name.module}", name.name)

    def use(self, symbol: str) -> code.Name:
        """A symbol of the runtime."""
        return code.Name(symbol, code.Import(f"{self._dots}{RUNTIME}", symbol))

    # --- the forms -----------------------------------------------------------------------------

    def _scalar(self, type_: ir.Numeric | ir.String, plain: bool) -> code.Node:
        is_limited = is_named(type_) and not plain
        constraint = self._context.names.constraints.get(type_) if is_limited else None
        if constraint is not None:
            return self._name("validators", constraint.name)
        base = base_type(type_) if plain else exact_type(type_, self.use)
        if is_limited:
            return code.annotated(base, [*as_text(type_, self.use), *scalar_limits(type_, self.use)])
        if plain or not isinstance(type_, ir.String):
            return base
        if written := as_text(type_, self.use):
            return code.annotated(base, written)
        is_secret = type_.format is ir.StringFormat.PASSWORD
        return code.annotated(base, [code.Call(self.use("Sensitive"))]) if is_secret else base

    def _enumeration(self, type_: ir.Enumeration, plain: bool) -> code.Node:
        """Closed: a `Literal`, where its values may be one."""
        if not is_literal(type_):
            if plain:
                return self._enumeration_base(type_)
            values = code.Call(self.use("Values"), tuple(map(code.value, type_.values)))
            return code.annotated(self._enumeration_base(type_), [values])
        return code.literal(type_.values)

    def _enumeration_base(self, type_: ir.Enumeration) -> code.Node:
        numbers = int | float | Decimal
        if all(isinstance(value, numbers) and not isinstance(value, bool) for value in type_.values):
            return code.Name("float")
        return code.ANY

    def _open_base(self, type_: ir.Type, least: int = 2) -> tuple[str, ...]:
        """What an enum is open to: the plain types of its values. A single value (a tag) stays closed.

        So does one that is no `Literal`: its Python type takes every value already, and beside its marker a plain type
        would be another variant.
        """
        listed = self._context.kinds.listed(type_)
        if listed is None or len(listed.values) < least or not is_literal(listed):
            return ()
        kinds = {Text: "str", bool: "bool", int: "int"}
        return tuple(dict.fromkeys(kinds[type(value)] for value in listed.values if type(value) in kinds))

    def _array(self, type_: ir.Array, plain: bool) -> code.Node:
        if type_.prefix and type_.rest is None and type_.min_items == len(type_.prefix):
            annotation = code.Subscript(_TUPLE, tuple(self._nested(item, plain) for item in type_.prefix))
            return code.annotated(annotation, self._unique(type_) if not plain else [])
        items = [item for item in (*type_.prefix, type_.rest) if item is not None] or [ir.Nothing()]
        members: dict[code.Node, None] = {}
        for item in items:
            members |= dict.fromkeys(self.members(item, plain=plain))
        ordered = sorted(members, key=lambda member: member == code.NONE)
        annotation = code.Subscript(_LIST, (self.joined(tuple(ordered)),))
        if plain:
            return annotation
        metadata = [*self._lengths(type_.min_items, type_.max_items), *self._unique(type_)]
        metadata += [prefix_items(type_, self.write, self.use)] if type_.prefix else []
        return code.annotated(annotation, metadata)

    def _unique(self, type_: ir.Array) -> list[code.Node]:
        return [code.Call(self.use("UniqueItems"))] if type_.unique else []

    def _map(self, type_: ir.Map, plain: bool) -> code.Node:
        keys = self._nested(type_.keys, plain) if type_.keys else STR
        values = self._nested(type_.values, plain) if not type_.patterns else self.of(ir.Anything())
        annotation = code.Subscript(_DICT, (keys, values))
        if plain:
            return annotation
        metadata = self._lengths(type_.min_properties, type_.max_properties)
        if type_.patterns:
            metadata.append(pattern_properties(type_.patterns, type_.values, (), self.write, self.use))
        return code.annotated(annotation, metadata)

    def _lengths(self, minimum: int | None, maximum: int | None) -> list[code.Node]:
        return [*length_limits(minimum or None, maximum, self.use)]

    def _nested(self, type_: ir.Type, plain: bool) -> code.Node:
        return self.joined(self.members(type_, plain=plain))

    def _union(self, type_: ir.Union, plain: bool, *, without_null: bool = False) -> code.Node:
        marker = self._marker(type_)
        variants = [variant for variant in type_.variants if not isinstance(variant, ir.Null)]
        nullable = len(variants) < len(type_.variants) and not without_null
        members = {member: variant for variant in variants for member in self.members(variant, plain=plain)}
        if marker and not plain and type_.kind is ir.UnionKind.ONE_OF and not type_.discriminator and len(members) > 1:
            members = {self._uncertain(member, variant): variant for member, variant in members.items()}
        annotation = self.joined(tuple(sorted(members, key=lambda member: member == code.NONE)))
        if marker and not plain and len(members) > 1:
            annotation = code.annotated(annotation, marker())
        return self.joined((annotation, code.NONE)) if nullable and code.NONE not in members else annotation

    def _marker(self, type_: ir.Union) -> Callable[[], list[code.Node]] | None:
        """What the runtime must be told about a union, beyond its variants."""
        variants = [variant for variant in type_.variants if not isinstance(variant, ir.Null)]
        if type_.discriminator:
            discriminator = type_.discriminator
            return lambda: [self._discriminator(type_, discriminator)]
        if len(variants) < 2:
            return None
        one_of = type_.kind is ir.UnionKind.ONE_OF and self._context.kinds.overlap(variants)
        opened = {base for variant in variants for base in self._open_base(variant, least=1)}
        any_of = not opened.isdisjoint(base for variant in variants for base in self._context.kinds.bases(variant))
        # Two of which one fits only perhaps are never certainly too many.
        one_of = one_of and sum(not self._context.formats.always_doubtful(variant) for variant in variants) > 1
        found = ["OneOf"] * one_of + ["AnyOf"] * any_of
        return (lambda: [code.Call(self.use(marker)) for marker in found]) if found else None

    def _uncertain(self, member: code.Node, variant: ir.Type) -> code.Node:
        """A member of `oneOf` that may not fit although it seems to, marked as such."""
        marker = self._context.formats.marker(variant, self.use) if member != code.NONE else None
        return code.annotated(member, [marker]) if marker else member

    def _discriminator(self, type_: ir.Union, discriminator: ir.Discriminator) -> code.Node:
        def variant_name(index: int) -> code.Node:
            variant = type_.variants[index]
            # The property tells objects apart; that a variant may be null, too, needs no telling.
            plain = [each for each in (variant.variants if isinstance(variant, ir.Union) else ()) if each != ir.Null()]
            told = plain[0] if len(plain) == 1 else variant
            if isinstance(told, ir.Ref) and told.key in self._context.names.declarations:
                return code.string(self._context.names.declarations[told.key].name)
            return self.write(told)

        mapping = code.Dict(
            tuple(code.Entry(code.string(value), variant_name(index)) for value, index in discriminator.mapping)
        )
        default = (
            () if discriminator.default is None else (code.Keyword("default", variant_name(discriminator.default)),)
        )
        return code.Call(self.use("Discriminator"), (code.string(discriminator.property), mapping, *default))

    def _ref(self, type_: ir.Ref, plain: bool) -> code.Node:
        declaration = self._context.api.declarations[type_.key]
        if isinstance(declaration, ir.Alias) and is_named(declaration.type):
            return self.of(declaration.type, plain=plain)
        names = self._context.names
        second = names.second_names.get(type_.called) if type_.called is not None else None
        if second is not None and names.redirects[second] == type_.key:
            return self.reference(TypeName("", second))
        return self.reference(names.declarations[type_.key])

    def _name(self, module: str, name: str) -> code.Node:
        """A type of this package, as this place may refer to it."""
        found: code.Node = code.Name(name)
        if self._place is Place.SIGNATURE or (self._place is not Place.MARKER and module != f"models.{self._module}"):
            found = code.Attribute(code.Name(self._index, self._index_import), name)
        return found if self._place in (Place.SIGNATURE, Place.FIELD) else code.Quoted(found)
