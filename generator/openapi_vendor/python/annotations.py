"""From a type of the API to the annotation that stands for it, and to the symbols that the annotation uses.

What an annotation means at run time is the runtime's business (`templates/runtime/linking.py`); the two agree
on the forms listed in `docs/output.md`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import assert_never

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.python import literals
from openapi_vendor.python.assertions import markers, pattern_properties, prefix_items
from openapi_vendor.python.constraints import is_named
from openapi_vendor.python.enumerations import is_literal, listed
from openapi_vendor.python.formats import Formats
from openapi_vendor.python.imports import Imports
from openapi_vendor.python.kinds import Kinds
from openapi_vendor.python.limits import length_limits, scalar_limits
from openapi_vendor.python.names import Names, TypeName
from openapi_vendor.python.pagination import Rule
from openapi_vendor.python.scalars import as_text, base_type, exact_type
from openapi_vendor.text import Text

RUNTIME = "_runtime"


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
        return Formats(self.api, lambda string: base_type(string, Imports()) == "str")

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
        imports: Imports,
        place: Place,
        module: str = "",
        dots: str = "..",
        index: str = "models",
    ) -> None:
        self._context = context
        self._imports = imports
        self._place = place
        self._module = module
        self._dots = dots
        self._index = index
        self.references = 0
        """How many times a type was named that is found in the index of models."""

    def of(self, type_: ir.Type, *, plain: bool = False) -> str:
        """The annotation. `plain` leaves constraints out: what a caller of a function needs to see."""
        match type_:
            case ir.String() | ir.Numeric():  # the commonest first
                return self._scalar(type_, plain)
            case ir.Ref():
                return self._ref(type_, plain)
            case ir.Boolean():
                return "bool"
            case ir.Null():
                return "None"
            case ir.Array():
                return self._array(type_, plain)
            case ir.Union():
                return self._union(type_, plain)
            case ir.Enumeration():
                return self._enumeration(type_, plain)
            case ir.Map():
                return self._map(type_, plain)
            case ir.Anything():
                return self._imports.use("typing", "Any")
            case ir.Nothing():
                return self._imports.use("typing", "Never")
            case ir.Checked():
                inner = self._nested(type_.type, plain)
                return inner if plain else self.marked(inner, markers(type_.assertions, self.write, self.use))
            case _:
                assert_never(type_)

    def members(self, type_: ir.Type, *, plain: bool = False) -> tuple[str, ...]:
        """The alternatives of a type as separate annotations, None last."""
        if isinstance(type_, ir.Union) and (plain or not self._marker(type_)):
            found: dict[str, None] = {}
            for variant in type_.variants:
                found |= dict.fromkeys(self.members(variant, plain=plain))
        elif isinstance(type_, ir.Union):
            nullable = any(isinstance(variant, ir.Null) for variant in type_.variants)
            found = {self._union(type_, plain, without_null=True): None} | ({"None": None} if nullable else {})
        else:
            member = self.of(type_, plain=plain)
            if isinstance(type_, ir.String | ir.Numeric | ir.Boolean):
                return tuple(member.split(" | ")) if plain else (member,)
            found = {member: None}
            if self._place is not Place.SIGNATURE and (base := self._open_base(type_)):
                found |= dict.fromkeys(base)
        if "None" in found:
            del found["None"]
            found["None"] = None
        return tuple(found)

    def joined(self, members: tuple[str, ...]) -> str:
        """`A | B`; `Union["A", B]` where it is evaluated, and a string or `Annotated` would have to be joined."""
        if len(members) == 1:
            return members[0]
        evaluated = self._place is not Place.FIELD
        if evaluated and any('"' in member[:1] or member.startswith("Annotated[") for member in members):
            return f"{self._imports.use('typing', 'Union')}[{', '.join(members)}]"
        return " | ".join(members)

    def alternatives(self, type_: ir.Type) -> str:
        """The annotation as its alternatives, an open enumeration with what it is open to."""
        return self.joined(self.members(type_))

    def write(self, type_: ir.Type) -> str:
        """A type as the argument of a marker.

        A name alone is a text to type checkers. Inside of another type they look it up, so it must lead to its index.
        """
        place = Place.MARKER if isinstance(type_, ir.Ref) else Place.ALIAS
        inner = Annotator(self._context, self._imports, place, self._module, self._dots, self._index)
        written = inner.alternatives(type_)
        self.references += inner.references
        return written

    def reference(self, name: TypeName) -> str:
        """A type of `models/`, as this place may refer to it."""
        return self._name(f"models.{name.module}", name.name)

    def use(self, symbol: str) -> str:
        """A symbol of the runtime."""
        return self._imports.use(f"{self._dots}{RUNTIME}", symbol)

    def marked(self, annotation: str, metadata: Sequence[str]) -> str:
        """`Annotated[annotation, metadata]`, if there is any."""
        if not metadata:
            return annotation
        return f"{self._imports.use('typing', 'Annotated')}[{', '.join([annotation, *metadata])}]"

    # --- the forms -----------------------------------------------------------------------------

    def _scalar(self, type_: ir.Numeric | ir.String, plain: bool) -> str:
        is_limited = is_named(type_) and not plain
        constraint = self._context.names.constraints.get(type_) if is_limited else None
        if constraint is not None:
            return self._name("validators", constraint.name)
        base = base_type(type_, self._imports) if plain else exact_type(type_, self._imports, self.use)
        if is_limited:
            limits = [str(marker) for marker in scalar_limits(type_, self._imports, self.use)]
            return self.marked(base, [*as_text(type_, self.use), *limits])
        if plain or not isinstance(type_, ir.String):
            return base
        if written := as_text(type_, self.use):
            return self.marked(base, written)
        is_secret = type_.format is ir.StringFormat.PASSWORD
        return self.marked(base, [f"{self.use('Sensitive')}()"]) if is_secret else base

    def _enumeration(self, type_: ir.Enumeration, plain: bool) -> str:
        """Closed: a `Literal`, where its values may be one."""
        if not is_literal(type_):
            if plain:
                return self._enumeration_base(type_)
            values = ", ".join(map(literals.value, type_.values))
            if any(map(literals.is_decimal, type_.values)):
                self._imports.use("decimal", "Decimal")
            return self.marked(self._enumeration_base(type_), [f"{self.use('Values')}({values})"])
        return f"{self._imports.use('typing', 'Literal')}[{', '.join(listed(type_))}]"

    def _enumeration_base(self, type_: ir.Enumeration) -> str:
        numbers = int | float | Decimal
        if all(isinstance(value, numbers) and not isinstance(value, bool) for value in type_.values):
            return "float"
        return self._imports.use("typing", "Any")

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

    def _array(self, type_: ir.Array, plain: bool) -> str:
        if type_.prefix and type_.rest is None and type_.min_items == len(type_.prefix):
            annotation = f"tuple[{', '.join(self._nested(item, plain) for item in type_.prefix)}]"
            return self.marked(annotation, [f"{self.use('UniqueItems')}()"] if type_.unique and not plain else [])
        items = [item for item in (*type_.prefix, type_.rest) if item is not None] or [ir.Nothing()]
        members: dict[str, None] = {}
        for item in items:
            members |= dict.fromkeys(self.members(item, plain=plain))
        ordered = sorted(members, key=lambda member: member == "None")
        annotation = f"list[{self.joined(tuple(ordered))}]"
        if plain:
            return annotation
        metadata = self._lengths(type_.min_items, type_.max_items)
        metadata += [f"{self.use('UniqueItems')}()"] if type_.unique else []
        metadata += [prefix_items(type_, self.write, self.use)] if type_.prefix else []
        return self.marked(annotation, metadata)

    def _map(self, type_: ir.Map, plain: bool) -> str:
        keys = self._nested(type_.keys, plain) if type_.keys else "str"
        values = self._nested(type_.values, plain) if not type_.patterns else self.of(ir.Anything())
        annotation = f"dict[{keys}, {values}]"
        if plain:
            return annotation
        metadata = self._lengths(type_.min_properties, type_.max_properties)
        if type_.patterns:
            metadata.append(pattern_properties(type_.patterns, type_.values, (), self.write, self.use))
        return self.marked(annotation, metadata)

    def _lengths(self, minimum: int | None, maximum: int | None) -> list[str]:
        return [str(marker) for marker in length_limits(minimum or None, maximum, self._imports, self.use)]

    def _nested(self, type_: ir.Type, plain: bool) -> str:
        return self.joined(self.members(type_, plain=plain))

    def _union(self, type_: ir.Union, plain: bool, *, without_null: bool = False) -> str:
        marker = self._marker(type_)
        variants = [variant for variant in type_.variants if not isinstance(variant, ir.Null)]
        nullable = len(variants) < len(type_.variants) and not without_null
        members = {member: variant for variant in variants for member in self.members(variant, plain=plain)}
        if marker and not plain and type_.kind is ir.UnionKind.ONE_OF and not type_.discriminator and len(members) > 1:
            members = {self._uncertain(member, variant): variant for member, variant in members.items()}
        annotation = self.joined(tuple(sorted(members, key=lambda member: member == "None")))
        if marker and not plain and len(members) > 1:
            annotation = self.marked(annotation, marker())
        return self.joined((annotation, "None")) if nullable and "None" not in members else annotation

    def _marker(self, type_: ir.Union) -> Callable[[], list[str]] | None:
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
        return (lambda: [f"{self.use(marker)}()" for marker in found]) if found else None

    def _uncertain(self, member: str, variant: ir.Type) -> str:
        """A member of `oneOf` that may not fit although it seems to, marked as such."""
        marker = self._context.formats.marker(variant, self.use) if member != "None" else ""
        return self.marked(member, [marker]) if marker else member

    def _discriminator(self, type_: ir.Union, discriminator: ir.Discriminator) -> str:
        def variant_name(index: int) -> str:
            variant = type_.variants[index]
            # The property tells objects apart; that a variant may be null, too, needs no telling.
            plain = [each for each in (variant.variants if isinstance(variant, ir.Union) else ()) if each != ir.Null()]
            told = plain[0] if len(plain) == 1 else variant
            if isinstance(told, ir.Ref) and told.key in self._context.names.declarations:
                return literals.string(self._context.names.declarations[told.key].name)
            return self.write(told)

        mapping = ", ".join(
            f"{literals.string(value)}: {variant_name(index)}" for value, index in discriminator.mapping
        )
        default = f", default={variant_name(discriminator.default)}" if discriminator.default is not None else ""
        return f"{self.use('Discriminator')}({literals.string(discriminator.property)}, {{{mapping}}}{default})"

    def _ref(self, type_: ir.Ref, plain: bool) -> str:
        declaration = self._context.api.declarations[type_.key]
        if isinstance(declaration, ir.Alias) and is_named(declaration.type):
            return self.of(declaration.type, plain=plain)
        names = self._context.names
        second = names.second_names.get(type_.called) if type_.called is not None else None
        if second is not None and names.redirects[second] == type_.key:
            return self.reference(TypeName("", second))
        return self.reference(names.declarations[type_.key])

    def _name(self, module: str, name: str) -> str:
        """A type of this package, as this place may refer to it."""
        if self._place is Place.SIGNATURE or (self._place is not Place.MARKER and module != f"models.{self._module}"):
            self._imports.use(self._dots, "models" if self._index == "models" else f"models as {self._index}")
            self.references += 1
            name = f"{self._index}.{name}"
        if self._place is Place.SIGNATURE:
            return name
        return name if self._place is Place.FIELD else f'"{name}"'
