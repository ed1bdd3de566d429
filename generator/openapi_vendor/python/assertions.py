"""Assertions as source: what a type cannot express, as the runtime's markers (`templates/runtime/assertions.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from openapi_vendor import ir
from openapi_vendor.ecma import Matcher, Regex
from openapi_vendor.python import literals
from openapi_vendor.python.limits import Use, automaton, expression
from openapi_vendor.text import Text

WriteType = Callable[[ir.Type], str]
"""Writes a type for use inside a marker: evaluated at import, so other types stand in quotes."""


def markers(assertions: Sequence[ir.Assertion], write: WriteType, use: Use) -> list[str]:
    """One marker for each assertion that the runtime checks."""
    return [marker for assertion in assertions if (marker := _marker(assertion, write, use))]


def object_markers(declaration: ir.Object, write: WriteType, use: Use) -> list[str]:
    """What a model's class statement asserts about the object as a whole."""
    found: list[str] = []
    if declaration.min_properties or declaration.max_properties is not None:
        found.append(property_count(declaration.min_properties, declaration.max_properties, use))
    if declaration.patterns:
        named = tuple(member.name for member in declaration.properties)
        found.append(pattern_properties(declaration.patterns, declaration.additional, named, write, use))
    return [*found, *markers(declaration.assertions, write, use)]


def property_count(minimum: int | None, maximum: int | None, use: Use) -> str:
    limits = [f"minimum={minimum}"] * bool(minimum) + [f"maximum={maximum}"] * (maximum is not None)
    return f"{use('PropertyCount')}({', '.join(limits)})"


def pattern_properties(
    patterns: Sequence[tuple[ir.Pattern, ir.Type]],
    rest: ir.Type | None,
    named: Sequence[Text],
    write: WriteType,
    use: Use,
) -> str:
    """`PatternProperties(((pattern, type), …), rest=…, named=…)`; patterns without a matcher are left out.

    Which names such a pattern would match is not known, so nothing can be said about the rest then.
    """
    known = [(each.matcher, type_) for each, type_ in patterns if each.matcher is not None]
    items = [_tuple([f"({_matcher(matcher, use)}, {write(type_)})" for matcher, type_ in known])]
    if rest is not None and not isinstance(rest, ir.Anything) and len(known) == len(patterns):
        items.append(f"rest={write(rest)}")
        if named:
            items.append(f"named={_tuple([literals.string(name) for name in named])}")
    return f"{use('PatternProperties')}({', '.join(items)})"


def _matcher(matcher: Matcher, use: Use) -> str:
    return expression(matcher.source) if isinstance(matcher, Regex) else str(automaton(matcher, use))


def prefix_items(type_: ir.Array, write: WriteType, use: Use) -> str:
    """`PrefixItems((first, second), rest=…)`."""
    rest = type_.rest if type_.rest is not None else ir.Nothing()
    items = [_tuple([write(item) for item in type_.prefix])]
    if not isinstance(rest, ir.Anything):
        items.append(f"rest={write(rest)}")
    return f"{use('PrefixItems')}({', '.join(items)})"


def _marker(assertion: ir.Assertion, write: WriteType, use: Use) -> str:
    match assertion:
        case ir.Not(type_):
            return f"{use('Not')}({write(type_)})"
        case ir.Also(type_):
            return f"{use('Also')}({write(type_)})"
        case ir.Conditional(condition, then, otherwise):
            items = [write(condition)]
            items += [f"then={write(then)}"] if then is not None else []
            items += [f"otherwise={write(otherwise)}"] if otherwise is not None else []
            return f"{use('If')}({', '.join(items)})"
        case ir.Contains(type_, minimum, maximum):
            limits = [f"minimum={minimum}"] * (minimum != 1) + [f"maximum={maximum}"] * (maximum is not None)
            return f"{use('Contains')}({', '.join([write(type_), *limits])})"
        case ir.DependentRequired(property_, required):
            names = _tuple([literals.string(name) for name in required])
            return f"{use('DependentRequired')}({literals.string(property_)}, {names})"
        case ir.DependentType(property_, type_):
            return f"{use('DependentType')}({literals.string(property_)}, {write(type_)})"
        case ir.PropertyNames(type_):
            return f"{use('PropertyNames')}({write(type_)})"
        case ir.Shape():
            return _properties(assertion, write, use)
        case ir.Unevaluated():
            return _unevaluated(assertion, write, use)
        case ir.OrOther():
            return f"{use('OrOther')}()"
        case _:
            assert_never(assertion)


def _unevaluated(assertion: ir.Unevaluated, write: WriteType, use: Use) -> str:
    items = [write(assertion.type), _tuple([_evaluated(each, write, use) for each in assertion.evaluated])]
    return f"{use('Unevaluated')}({', '.join([*items, *['items=True'] * assertion.items])})"


def _evaluated(evaluated: ir.Evaluated, write: WriteType, use: Use) -> str:
    items = []
    if evaluated.properties:
        items.append(f"names={_tuple([literals.string(name) for name in evaluated.properties])}")
    if evaluated.patterns:
        known = [pattern.matcher for pattern in evaluated.patterns if pattern.matcher is not None]
        items.append(f"patterns={_tuple([_matcher(matcher, use) for matcher in known])}")
        if len(known) < len(evaluated.patterns):
            items.append("everything=True")  # which names the others would match is not known
    if evaluated.prefix:
        items.append(f"prefix={evaluated.prefix}")
    if evaluated.contains is not None:
        items.append(f"contains={write(evaluated.contains)}")
    if evaluated.everything and "everything=True" not in items:
        items.append("everything=True")
    if evaluated.conditions:
        items.append(f"conditions={_tuple([write(type_) for type_ in evaluated.conditions])}")
    return f"{use('Evaluated')}({', '.join(items)})"


def _properties(shape: ir.Shape, write: WriteType, use: Use) -> str:
    members = ", ".join(f"{literals.string(name)}: {write(type_)}" for name, type_ in shape.properties)
    items = [f"{{{members}}}"]
    if shape.required:
        items.append(f"required={_tuple([literals.string(name) for name in shape.required])}")
    if shape.patterns:
        named = [name for name, _ in shape.properties]
        items.append(f"patterns={pattern_properties(shape.patterns, shape.additional, named, write, use)}")
    elif shape.additional is not None:
        items.append(f"rest={write(shape.additional)}")
    return f"{use('Properties')}({', '.join(items)})"


def _tuple(items: Sequence[str]) -> str:
    return f"({', '.join(items)}{',' * (len(items) == 1)})"
