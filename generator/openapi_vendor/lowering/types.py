"""Building types: unions in their normal form, and what is known of a type without its declaration."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from openapi_vendor import ir
from openapi_vendor.lowering.values import identity
from openapi_vendor.text import Text

ANYTHING: Final = ir.Anything()
NOTHING: Final = ir.Nothing()
NULL: Final = ir.Null()


def union(variants: Iterable[ir.Type], kind: ir.UnionKind, discriminator: ir.Discriminator | None = None) -> ir.Type:
    """The union in normal form: no plain union directly inside, equal variants once, null last.

    All-enumeration unions become one enumeration. With a discriminator the variants stay as they are,
    because the mapping counts them.
    """
    flat: list[ir.Type] = []
    known = _Known()
    nullable = False
    for variant in variants:
        inner: Sequence[ir.Type] = (variant,)
        if isinstance(variant, ir.Union) and discriminator is None and variant.discriminator is None:
            inner = variant.variants
            if variant.kind is not kind and variant.kind is not ir.UnionKind.TYPES and len(_plain(inner)) > 1:
                kind = ir.UnionKind.ANY_OF
        for each in inner:
            if isinstance(each, ir.Null):
                nullable = True
            elif known.adds(each) or discriminator is not None:
                flat.append(each)
    flat = [variant for variant in flat if not isinstance(variant, ir.Nothing)] if not discriminator else flat
    if len(flat) > 1 and discriminator is None:
        if any(isinstance(variant, ir.Anything) for variant in flat) and kind is not ir.UnionKind.ONE_OF:
            return ANYTHING
        if all(isinstance(variant, ir.Enumeration) for variant in flat):
            flat = [_merged(flat)]
    if not flat:
        return NULL if nullable else NOTHING
    if len(flat) == 1:
        single = flat[0]
        if not nullable:
            return single
        if isinstance(single, ir.Union):
            return with_null(single)
        if isinstance(single, ir.Anything):
            return single
        return ir.Union((single, NULL))
    return ir.Union((*flat, NULL) if nullable else tuple(flat), kind, discriminator)


class _Known:
    """Types met so far. Those with a list or an object of the document inside, as a value, have no hash."""

    def __init__(self) -> None:
        self._hashed: set[ir.Type] = set()
        self._others: list[ir.Type] = []

    def adds(self, type_: ir.Type) -> bool:
        """Whether the type was not there; now it is."""
        try:
            before = len(self._hashed)
            self._hashed.add(type_)
            return len(self._hashed) > before
        except TypeError:
            is_new = type_ not in self._others
            self._others.append(type_)
            return is_new


def with_null(type_: ir.Type) -> ir.Type:
    """The type, or null."""
    match type_:
        case ir.Anything() | ir.Null():
            return type_
        case ir.Nothing():
            return NULL
        case ir.Union(variants, kind, discriminator):
            return type_ if NULL in variants else ir.Union((*variants, NULL), kind, discriminator)
        case _:
            return ir.Union((type_, NULL))


def without_null(type_: ir.Type) -> ir.Type:
    """The type without null as a variant."""
    if isinstance(type_, ir.Union) and NULL in type_.variants:
        left = _plain(type_.variants)
        return left[0] if len(left) == 1 else ir.Union(tuple(left), type_.kind, type_.discriminator)
    return type_


def checked(type_: ir.Type, assertions: Sequence[ir.Assertion]) -> ir.Type:
    """The type with assertions, if there are any."""
    if not assertions:
        return type_
    if isinstance(type_, ir.Checked):
        return ir.Checked(type_.type, (*type_.assertions, *assertions))
    return ir.Checked(type_, tuple(assertions))


def without_other(type_: ir.Type) -> ir.Type:
    """The type of a schema without `type` where one beside it says which values there may be."""
    match type_:
        case ir.Checked(inner, assertions):
            return checked(without_other(inner), [each for each in assertions if not isinstance(each, ir.OrOther)])
        case ir.Union(variants, kind, discriminator):
            return ir.Union(tuple(map(without_other, variants)), kind, discriminator)
        case _:
            return type_


def _plain(variants: Sequence[ir.Type]) -> list[ir.Type]:
    return [variant for variant in variants if not isinstance(variant, ir.Null)]


def _merged(enumerations: Sequence[ir.Type]) -> ir.Enumeration:
    found: dict[Hashable, tuple[ir.Json, Text | None]] = {}
    for enumeration in enumerations:
        assert isinstance(enumeration, ir.Enumeration)
        texts = enumeration.descriptions or (None,) * len(enumeration.values)
        for value, text in zip(enumeration.values, texts, strict=True):
            found.setdefault(identity(value), (value, text))
    descriptions = tuple(text for _, text in found.values())
    return ir.Enumeration(tuple(value for value, _ in found.values()), descriptions if any(descriptions) else ())
