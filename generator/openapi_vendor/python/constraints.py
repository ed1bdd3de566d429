"""Named constraints: one type in `validators.py` for each distinct pattern-and-limits of a scalar.

`AccountSid`, not `str_34_pattern_3`: a constraint is called after the first property or parameter that states it
(or the component that is nothing else). Two constraints that want one name are told apart by their owners.
"""

from __future__ import annotations

from msgspec import Struct

from openapi_vendor import ir

Scalar = ir.String | ir.Numeric


class Constraint(Struct, frozen=True):
    """A constrained scalar with its name; `documentation` is that of the component or property it is named after."""

    name: str
    function: str
    """What follows `is_` and `check_` in the names of its functions."""
    type: Scalar
    documentation: ir.Documentation


def is_named(type_: ir.Type) -> bool:
    """Whether this scalar is declared in `validators.py` rather than written out."""
    return isinstance(type_, ir.String | ir.Numeric) and type_.is_constrained and not _is_text_of_format(type_)


def _is_text_of_format(type_: Scalar) -> bool:
    """Octets have no text that a pattern or a length could be about; base64 has."""
    return isinstance(type_, ir.String) and type_.format is ir.StringFormat.BINARY
