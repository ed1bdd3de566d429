"""Named constraints: one type in `validators.py` for each distinct pattern-and-limits of a scalar.

`AccountSid`, not `str_34_pattern_3`: a constraint is called after the first property or parameter that states it
(or the component that is nothing else). Two constraints that want one name are told apart by their owners.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.python.names import Names, intent_words
from openapi_vendor.python.words import pascal, words

Scalar = ir.String | ir.Numeric


class Constraint(Struct, frozen=True):
    """A constrained scalar with its name; `documentation` is that of the component or property it is named after."""

    name: str
    type: Scalar
    documentation: ir.Documentation


def is_named(type_: ir.Type) -> bool:
    """Whether this scalar is declared in `validators.py` rather than written out."""
    return isinstance(type_, ir.String | ir.Numeric) and type_.is_constrained and not _is_text_of_format(type_)


def _is_text_of_format(type_: Scalar) -> bool:
    """Octets have no text that a pattern or a length could be about; base64 has."""
    return isinstance(type_, ir.String) and type_.format is ir.StringFormat.BINARY


class Constraints:
    """All distinct constraints of an API, named; look one up by the type."""

    def __init__(self, api: ir.Api, names: Names) -> None:
        self._found: dict[Scalar, Constraint] = {}
        for declaration in api.declarations.values():
            if isinstance(declaration, ir.Alias) and is_named(declaration.type):
                self._declare(declaration, names)
        for type_, documentation, inner, outer in _uses(api):
            if type_ not in self._found:
                candidates = [pascal(inner), pascal(outer + inner)] if inner else [pascal(outer)]
                name = names.types.claim([name for name in candidates if name] or ["Constrained"])
                self._found[type_] = Constraint(name, type_, documentation)

    def _declare(self, declaration: ir.Alias, names: Names) -> None:
        """A component that is nothing but a constraint keeps its own name, even where another is its equal."""
        scalar = declaration.type
        assert isinstance(scalar, ir.String | ir.Numeric)
        name = names.declarations[declaration.key].name
        self._found.setdefault(scalar, Constraint(name, scalar, declaration.documentation))

    def __iter__(self) -> Iterator[Constraint]:
        return iter(self._found.values())

    def __getitem__(self, type_: Scalar) -> Constraint:
        return self._found[type_]

    def get(self, type_: Scalar) -> Constraint | None:
        """The name of a constraint; None for one that only a condition states, which is written out there."""
        return self._found.get(type_)


_Use = tuple[Scalar, ir.Documentation, tuple[str, ...], tuple[str, ...]]


def _uses(api: ir.Api) -> Iterator[_Use]:
    """Every constrained scalar with the words of what states it, and those of the owner of that."""
    for declaration in api.declarations.values():
        outer = intent_words(declaration.name)
        if isinstance(declaration, ir.Alias):
            yield from _scalars(declaration.type, declaration.documentation, outer, ())
            continue
        for member in declaration.properties:
            yield from _scalars(member.type, member.documentation, words(member.name), outer)
        if declaration.additional is not None:
            yield from _scalars(declaration.additional, ir.Documentation(), (*outer, "value"), ())
    for operation in api.operations:
        outer = words(operation.id) if operation.id else ()
        for parameter in operation.parameters:
            yield from _scalars(parameter.type, parameter.documentation, words(parameter.name), outer)
        if operation.body:
            for content in operation.body.contents:
                yield from _scalars(content.type, ir.Documentation(), (*outer, "body"), ())
        for response in operation.responses:
            for content in response.contents:
                yield from _scalars(content.type, ir.Documentation(), (*outer, "response"), ())
            for header in response.headers:
                yield from _scalars(header.type, header.documentation, words(header.name), outer)


def _scalars(
    type_: ir.Type | None, documentation: ir.Documentation, inner: tuple[str, ...], outer: tuple[str, ...]
) -> Iterator[_Use]:
    match type_:
        case ir.String() | ir.Numeric():
            if is_named(type_):
                yield type_, documentation, inner, outer
        case ir.Ref():
            pass
        case ir.Array(rest, prefix):
            for item in (rest, *prefix):
                yield from _scalars(item, documentation, (*inner, "item"), outer)
        case ir.Map(values, keys):
            yield from _scalars(values, documentation, (*inner, "value"), outer)
            yield from _scalars(keys, documentation, (*inner, "key"), outer)
        case ir.Union(variants):
            for variant in variants:
                yield from _scalars(variant, documentation, inner, outer)
        case ir.Checked(inner_type):
            yield from _scalars(inner_type, documentation, inner, outer)
