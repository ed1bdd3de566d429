"""Assertions as source: what a type cannot express, as the runtime's markers (`templates/runtime/assertions.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from openapi_vendor import ir
from openapi_vendor.ecma import Matcher, Regex
from openapi_vendor.python import code
from openapi_vendor.python.limits import Use, automaton, expression
from openapi_vendor.text import Text

WriteType = Callable[[ir.Type], code.Node]
"""Writes a type for use inside a marker: evaluated at import, so other types stand in quotes."""


def markers(assertions: Sequence[ir.Assertion], write: WriteType, use: Use) -> list[code.Node]:
    """One marker for each assertion."""
    return [_marker(assertion, write, use) for assertion in assertions]


def object_markers(declaration: ir.Object, write: WriteType, use: Use) -> list[code.Node]:
    """What a model's class statement asserts about the object as a whole."""
    found: list[code.Node] = []
    if declaration.min_properties or declaration.max_properties is not None:
        found.append(property_count(declaration.min_properties, declaration.max_properties, use))
    if declaration.patterns:
        named = tuple(member.name for member in declaration.properties)
        found.append(pattern_properties(declaration.patterns, declaration.additional, named, write, use))
    return [*found, *markers(declaration.assertions, write, use)]


def property_count(minimum: int | None, maximum: int | None, use: Use) -> code.Node:
    return code.Call(use("PropertyCount"), _limits(minimum or None, maximum))


def _limits(minimum: int | None, maximum: int | None) -> tuple[code.Keyword, ...]:
    limits = {"minimum": minimum, "maximum": maximum}
    return tuple(code.Keyword(name, code.number(limit)) for name, limit in limits.items() if limit is not None)


def pattern_properties(
    patterns: Sequence[tuple[ir.Pattern, ir.Type]],
    rest: ir.Type | None,
    named: Sequence[Text],
    write: WriteType,
    use: Use,
) -> code.Node:
    """`PatternProperties(((pattern, type), …), rest=…, named=…)`; patterns without a matcher are left out.

    Which names such a pattern would match is not known, so nothing can be said about the rest then.
    """
    known = [(each.matcher, type_) for each, type_ in patterns if each.matcher is not None]
    pairs = tuple(code.Tuple((_matcher(matcher, use), write(type_))) for matcher, type_ in known)
    items: list[code.Node] = [code.Tuple(pairs)]
    if rest is not None and not isinstance(rest, ir.Anything) and len(known) == len(patterns):
        items.append(code.Keyword("rest", write(rest)))
        if named:
            items.append(code.Keyword("named", code.strings(named)))
    return code.Call(use("PatternProperties"), tuple(items))


def _matcher(matcher: Matcher, use: Use) -> code.Node:
    return expression(matcher.source) if isinstance(matcher, Regex) else automaton(matcher, use)


def prefix_items(type_: ir.Array, write: WriteType, use: Use) -> code.Node:
    """`PrefixItems((first, second), rest=…)`."""
    rest = type_.rest if type_.rest is not None else ir.Nothing()
    items: list[code.Node] = [code.Tuple(tuple(write(item) for item in type_.prefix))]
    if not isinstance(rest, ir.Anything):
        items.append(code.Keyword("rest", write(rest)))
    return code.Call(use("PrefixItems"), tuple(items))


def _marker(assertion: ir.Assertion, write: WriteType, use: Use) -> code.Node:
    match assertion:
        case ir.Not(type_):
            return code.Call(use("Not"), (write(type_),))
        case ir.Also(type_):
            return code.Call(use("Also"), (write(type_),))
        case ir.Conditional(condition, then, otherwise):
            branches = {"then": then, "otherwise": otherwise}
            items = [code.Keyword(name, write(type_)) for name, type_ in branches.items() if type_ is not None]
            return code.Call(use("If"), (write(condition), *items))
        case ir.Contains(type_, minimum, maximum):
            return code.Call(use("Contains"), (write(type_), *_limits(None if minimum == 1 else minimum, maximum)))
        case ir.DependentRequired(property_, required):
            return code.Call(use("DependentRequired"), (code.string(property_), code.strings(required)))
        case ir.DependentType(property_, type_):
            return code.Call(use("DependentType"), (code.string(property_), write(type_)))
        case ir.PropertyNames(type_):
            return code.Call(use("PropertyNames"), (write(type_),))
        case ir.Shape():
            return _properties(assertion, write, use)
        case ir.Unevaluated():
            return _unevaluated(assertion, write, use)
        case ir.OrOther():
            return code.Call(use("OrOther"))
        case _:
            assert_never(assertion)


def _unevaluated(assertion: ir.Unevaluated, write: WriteType, use: Use) -> code.Node:
    evaluated = code.Tuple(tuple(_evaluated(each, write, use) for each in assertion.evaluated))
    items = (code.Keyword("items", code.TRUE),) if assertion.items else ()
    return code.Call(use("Unevaluated"), (write(assertion.type), evaluated, *items))


def _evaluated(evaluated: ir.Evaluated, write: WriteType, use: Use) -> code.Node:
    known = [pattern.matcher for pattern in evaluated.patterns if pattern.matcher is not None]
    # Which names the other patterns would match is not known.
    everything = evaluated.everything or len(known) < len(evaluated.patterns)
    items: list[code.Node] = []
    if evaluated.properties:
        items.append(code.Keyword("names", code.strings(evaluated.properties)))
    if evaluated.patterns:
        items.append(code.Keyword("patterns", code.Tuple(tuple(_matcher(matcher, use) for matcher in known))))
        if len(known) < len(evaluated.patterns):
            items.append(code.Keyword("everything", code.TRUE))
    if evaluated.prefix:
        items.append(code.Keyword("prefix", code.number(evaluated.prefix)))
    if evaluated.contains is not None:
        items.append(code.Keyword("contains", write(evaluated.contains)))
    if everything and len(known) == len(evaluated.patterns):
        items.append(code.Keyword("everything", code.TRUE))
    if evaluated.conditions:
        items.append(code.Keyword("conditions", code.Tuple(tuple(write(type_) for type_ in evaluated.conditions))))
    return code.Call(use("Evaluated"), tuple(items))


def _properties(shape: ir.Shape, write: WriteType, use: Use) -> code.Node:
    members = tuple(code.Entry(code.string(name), write(type_)) for name, type_ in shape.properties)
    items: list[code.Node] = [code.Dict(members)]
    if shape.required:
        items.append(code.Keyword("required", code.strings(shape.required)))
    if shape.patterns:
        named = [name for name, _ in shape.properties]
        patterns = pattern_properties(shape.patterns, shape.additional, named, write, use)
        items.append(code.Keyword("patterns", patterns))
    elif shape.additional is not None:
        items.append(code.Keyword("rest", write(shape.additional)))
    return code.Call(use("Properties"), tuple(items))
