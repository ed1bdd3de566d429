"""Keywords that check a value without changing its type: `not`, `if`, `contains`, `dependentRequired`, …"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from openapi_vendor import ir
from openapi_vendor.document import Schema
from openapi_vendor.document.keywords import Role
from openapi_vendor.document.schema import keywords
from openapi_vendor.lowering import unevaluated
from openapi_vendor.lowering.recursion import TypeMaker
from openapi_vendor.text import Text

KEYWORDS: Final = keywords(lambda record: record.role is Role.ASSERTION and record.beside is None)


def of(schemas: TypeMaker, members: Sequence[Schema]) -> tuple[ir.Assertion, ...]:
    """All assertions of `members`."""
    if not any(KEYWORDS.intersection(member.structural) for member in members):
        return ()
    found = [assertion for member in members for assertion in _of_one(schemas, member)]
    return (*found, *unevaluated.assertions(schemas, members))


def _of_one(schemas: TypeMaker, member: Schema) -> Iterator[ir.Assertion]:
    if member.not_ is not None:
        yield ir.Not(schemas.type_of(member.not_, exact=True))
    if member.if_ is not None and (member.then is not None or member.else_ is not None):
        then = None if member.then is None else schemas.type_of(member.then, exact=True)
        otherwise = None if member.else_ is None else schemas.type_of(member.else_, exact=True)
        yield ir.Conditional(schemas.type_of(member.if_, exact=True), then, otherwise)
    if member.contains is not None and member.min_contains != 0:
        minimum = 1 if member.min_contains is None else member.min_contains
        yield ir.Contains(schemas.type_of(member.contains, exact=True), minimum, member.max_contains)
    elif member.contains is not None and member.max_contains is not None:
        yield ir.Contains(schemas.type_of(member.contains, exact=True), 0, member.max_contains)
    for name, needed in (member.dependent_required or {}).items():
        if needed:
            yield ir.DependentRequired(Text(name), tuple(map(Text, needed)))
    for name, node in (member.dependent_schemas or {}).items():
        yield ir.DependentType(Text(name), schemas.type_of(node, exact=True))
