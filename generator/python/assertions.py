"""Assertions as source: what a type cannot express, as the runtime's markers (`templates/runtime/assertions.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from generator import ir
from generator.python import literals
from generator.text import Text

WriteType = Callable[[ir.Type], str]
"""Writes a type for use inside a marker: evaluated at import, so other types stand in quotes."""

Use = Callable[[str], str]
"""Names a symbol of the runtime, and imports it."""


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
    """`PatternProperties(((pattern, type), …), rest=…, named=…)`; patterns without a translation are left out."""
    pairs = [
        f"({literals.raw_string(pattern.python)}, {write(type_)})"
        for pattern, type_ in patterns
        if pattern.python is not None
    ]
    items = [_tuple(pairs)]
    if rest is not None and not isinstance(rest, ir.Anything):
        items.append(f"rest={write(rest)}")
    if named:
        items.append(f"named={_tuple([literals.string(name) for name in named])}")
    return f"{use('PatternProperties')}({', '.join(items)})"


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
            return ""  # lowering has said that it is not checked
        case _:
            assert_never(assertion)


def _properties(shape: ir.Shape, write: WriteType, use: Use) -> str:
    members = ", ".join(f"{literals.string(name)}: {write(type_)}" for name, type_ in shape.properties)
    items = [f"{{{members}}}"]
    if shape.required:
        items.append(f"required={_tuple([literals.string(name) for name in shape.required])}")
    if shape.additional is not None:
        items.append(f"rest={write(shape.additional)}")
    if shape.patterns:
        items.append(f"patterns={pattern_properties(shape.patterns, None, (), write, use)}")
    return f"{use('Properties')}({', '.join(items)})"


def _tuple(items: Sequence[str]) -> str:
    return f"({', '.join(items)}{',' * (len(items) == 1)})"
