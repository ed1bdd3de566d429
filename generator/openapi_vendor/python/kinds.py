"""What kinds of values a type has: worked out once for each named type, those inside it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.lowering.graph import inner_first
from openapi_vendor.python.limits import TYPED_FORMATS
from openapi_vendor.text import Text

_OBJECT = frozenset({"object"})
_ALL = frozenset({"null", "boolean", "number", "string", "array", "object"})
_KINDS_OF_VALUES: dict[type, str] = {Text: "string", bool: "boolean", int: "number", float: "number"}


class _Named(Struct, frozen=True):
    """What is known of a declaration that is not an object."""

    kinds: frozenset[str]
    bases: frozenset[str]
    listed: ir.Enumeration | None


class Kinds:
    """Answers for every type of an API."""

    def __init__(self, declarations: Mapping[ir.Key, ir.Declaration]) -> None:
        self._named: dict[ir.Key, _Named] = {}
        for key in inner_first(declarations):
            declaration = declarations[key]
            if isinstance(declaration, ir.Alias):
                type_ = declaration.type
                self._named[key] = _Named(self.json(type_), self.bases(type_), self.listed(type_))

    def json(self, type_: ir.Type) -> frozenset[str]:
        """The JSON types that a value of this type may have."""
        match type_:
            case ir.Null():
                return frozenset({"null"})
            case ir.Boolean():
                return frozenset({"boolean"})
            case ir.Numeric():
                return frozenset({"number"})
            case ir.String():
                return frozenset({"string"})
            case ir.Array():
                return frozenset({"array"})
            case ir.Map():
                return _OBJECT
            case ir.Union(variants):
                return _together(map(self.json, variants))
            case ir.Checked(inner, assertions) if ir.OrOther() not in assertions:
                return self.json(inner)
            case ir.Ref(key):
                return self._named[key].kinds if key in self._named else _OBJECT
            case ir.Enumeration(values):
                return frozenset(_KINDS_OF_VALUES.get(type(value), "other") for value in values)
            case _:
                return _ALL

    def bases(self, type_: ir.Type) -> frozenset[str]:
        """The types of which a type, or a variant of it, takes every value: beside them an enum is not open."""
        match type_:
            case ir.Ref(key):
                return self._named[key].bases if key in self._named else frozenset()
            case ir.String() if not type_.is_constrained and type_.format not in TYPED_FORMATS:
                return frozenset({"str"})
            case ir.Numeric() if not type_.is_constrained:
                return frozenset({"int" if type_.integer else "float"})
            case ir.Union(variants):
                return _together(map(self.bases, variants))
            case _:
                return frozenset()

    def listed(self, type_: ir.Type) -> ir.Enumeration | None:
        """The enumeration that a type is, by whatever name."""
        if isinstance(type_, ir.Ref):
            return self._named[type_.key].listed if type_.key in self._named else None
        return type_ if isinstance(type_, ir.Enumeration) else None

    def overlap(self, variants: Iterable[ir.Type]) -> bool:
        """Whether two variants may hold the same value, as far as their JSON types tell."""
        met: set[str] = set()
        for variant in variants:
            kinds = self.json(variant)
            if not met.isdisjoint(kinds):
                return True
            met |= kinds
        return False


def _together(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*parts)
