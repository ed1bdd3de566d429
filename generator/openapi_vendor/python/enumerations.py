"""Enumerations as `Literal`s: whether they can be one, what it lists, and whether it wants a name of its own."""

from __future__ import annotations

from decimal import Decimal

from openapi_vendor import ir
from openapi_vendor.python import literals

_LONG = 68
"""Characters of a `Literal[…]` from which on it has a name of its own."""


def is_literal(type_: ir.Enumeration) -> bool:
    """Whether the values may stand in a `Literal`: JSON numbers with a fraction and structured values may not."""
    return not any(isinstance(value, float | Decimal | tuple) or hasattr(value, "items") for value in type_.values)


def listed(type_: ir.Enumeration) -> tuple[str, ...]:
    """The values as they stand in the `Literal`, each once."""
    return tuple(dict.fromkeys(map(literals.value, type_.values)))


def is_long(type_: ir.Enumeration) -> bool:
    """Whether the `Literal` is too long to be written wherever it is used."""
    return len(f"Literal[{', '.join(listed(type_))}]") > _LONG


def enumeration_of(type_: ir.Type) -> ir.Enumeration | None:
    """The enumeration that an argument, or each item of it, is one value of."""
    if isinstance(type_, ir.Array) and type_.rest is not None and not type_.prefix:
        type_ = type_.rest
    return type_ if isinstance(type_, ir.Enumeration) and is_literal(type_) else None
