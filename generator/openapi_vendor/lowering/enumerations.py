"""Enumerations: `enum` and `const`, of several schemas together, as the type wants their values."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.diagnostics import Refused, quote
from openapi_vendor.document import Schema
from openapi_vendor.document.keywords import Role
from openapi_vendor.document.schema import keywords
from openapi_vendor.ecma import Regex
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.patterns import pattern_of
from openapi_vendor.lowering.values import identity, json_value
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_LIMITS: Final = keywords(lambda record: record.role is Role.LIMIT and record.of in ("string", "number"))
_PLAIN_TEXT: Final = re.compile(r"[-+.\w]{1,100}", re.ASCII)


_MAX_LEVELS: Final = 150
"""Levels of a value that is written as Python, whose parser takes 200 brackets inside each other."""


class _Listed(Struct):
    """A value of a list, where it stands, and what is said of it."""

    value: Any
    node: Node
    text: str | None = None


def enumeration(context: Context, members: Sequence[Schema], types: Sequence[str] | None) -> ir.Type | None:
    """`enum` and `const` of all members together; None where there is neither. Null becomes a union."""
    values: dict[Hashable, _Listed] | None = None
    for member in members:
        if member.enum is None and not member.has_const:
            continue
        deep = next((node for node in _nodes(member) if _is_deep(node)), None)
        if deep is not None:
            message = f"a value of `enum` or `const` nests more than {_MAX_LEVELS} levels: the values are not judged"
            context.diagnostics.error("nested-too-deeply", message, deep.location)
            continue
        listed = _listed(context, member, types)
        if listed is None:
            continue
        both = listed if values is None else {key: value for key, value in values.items() if key in listed}
        if not both:
            message = "`allOf` lists values that exclude each other: the last list counts"
            context.warning("conflicting-all-of", message, member.node.location)
        for key, one in both.items():
            one.text = listed[key].text or one.text
        values = both or listed
    if values is None:
        return None
    null = any(one.value is None for one in values.values())
    found = _within(context, [one for one in values.values() if one.value is not None], members)
    if not found:
        return ir.Null()
    texts = tuple(Text(one.text) if one.text else None for one in found)
    if len(found) == 2 and all(isinstance(one.value, bool) for one in found):
        result: ir.Type = ir.Boolean()
    else:
        result = ir.Enumeration(tuple(json_value(one.value) for one in found), texts if any(texts) else ())
    return ir.Union((result, ir.Null())) if null else result


def _nodes(member: Schema) -> Iterator[Node]:
    """Where `enum` and `const` stand."""
    return (node for node in map(member.node.get, ("enum", "const")) if node is not None)


def _is_deep(node: Node) -> bool:
    level = [node.data]
    for _ in range(_MAX_LEVELS + 1):
        level = [
            part
            for value in level
            if isinstance(value, dict | list)
            for part in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def _listed(context: Context, member: Schema, types: Sequence[str] | None) -> dict[Hashable, _Listed] | None:
    """What one schema lists, as the types want it, each value once; None where no value is of them.

    Of `enum` only what `const` allows, too.
    """
    listed = _of_types(context, list(_of_enum(context, member)), types, member.node)
    if not member.has_const:
        return listed
    one = _Listed(member.const, member.node.get("const") or member.node)
    only = _of_types(context, [one], types, member.node)
    if listed is None or only is None or only.keys() <= listed.keys():
        return only if listed is None or only is None else {key: listed[key] for key in only}
    message = f"`const` is {quote(member.const)}, which `enum` does not list: `const` counts"
    context.warning("conflicting-all-of", message, member.node.location)
    return only


def _of_enum(context: Context, member: Schema) -> Iterator[_Listed]:
    """The values of `enum`, where they stand, and their descriptions."""
    texts = member.enum_descriptions
    nodes = member.node.get("enum")
    places = list(nodes.elements()) if nodes is not None else []
    for index, value in enumerate(member.enum or ()):
        node = places[index] if index < len(places) else member.node
        if isinstance(texts, Mapping):
            is_number = isinstance(value, bool | int | float | Decimal)
            text = texts.get(as_written(context, value, node) if is_number else value if type(value) is str else "")
        else:
            text = texts[index] if index < len(texts) else None
        yield _Listed(value, node, text)


def _of_types(
    context: Context, values: Sequence[_Listed], types: Sequence[str] | None, node: Node
) -> dict[Hashable, _Listed] | None:
    """The values as the types want them. YAML makes numbers and booleans of `1`, `true` and `1.5` unasked."""
    found: dict[Hashable, _Listed] = {}
    wrong = []
    for one in values:
        meant = one.value
        if types is not None and meant is not None and not _is(meant, types):
            meant = _converted(context, one.value, one.node, types)
            if meant is None:
                wrong.append(one.value)
                continue
            message = f"the value {quote(one.value)} is no {types[0]}: it is read as {quote(meant)}"
            context.warning("enum-value-type", message, node.location)
        found.setdefault(identity(meant), _Listed(meant, one.node, one.text))
    if wrong:
        is_any_left = any(one.value is not None for one in found.values())
        effect = "it is left out" if is_any_left else "the list is ignored"
        message = f"the value {quote(wrong[0])} does not fit the type {', '.join(types or ())}: {effect}"
        context.warning("enum-value-type", message, node.location)
        return found if is_any_left else None
    return found or None


def _within(context: Context, values: list[_Listed], members: Sequence[Schema]) -> list[_Listed]:
    """The values that keep the limits beside the list; all of them where none does."""
    for member in members:
        if _LIMITS.isdisjoint(member.structural):
            continue
        matcher = None if member.pattern is None else pattern_of(context, member.node, member.pattern).matcher
        expression = re.compile(matcher.source) if isinstance(matcher, Regex) else None
        kept = [one for one in values if _keeps(one.value, member, expression)]
        if len(kept) < len(values):
            broken = next(one for one in values if one not in kept)
            effect = "it is left out" if kept else "the limits are ignored"
            message = f"the value {quote(broken.value)} breaks the limits beside the list: {effect}"
            context.warning("enum-value-limits", message, broken.node.location)
        values = kept or values
    return values


def _keeps(value: Any, member: Schema, expression: re.Pattern[str] | None) -> bool:
    if isinstance(value, str):
        least, most = member.min_length, member.max_length
        fits = (least is None or len(value) >= least) and (most is None or len(value) <= most)
        return fits and (expression is None or expression.search(value) is not None)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return True
    number = Fraction(str(value))
    return (
        (member.minimum is None or number >= Fraction(str(member.minimum)))
        and (member.maximum is None or number <= Fraction(str(member.maximum)))
        and (member.exclusive_minimum is None or number > Fraction(str(member.exclusive_minimum)))
        and (member.exclusive_maximum is None or number < Fraction(str(member.exclusive_maximum)))
        and (not member.multiple_of or (number / Fraction(str(member.multiple_of))).denominator == 1)
    )


def _is(value: Any, types: Sequence[str]) -> bool:
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, str):
        return "string" in types
    if isinstance(value, int | float | Decimal):
        return "number" in types or ("integer" in types and value == int(value))
    return ("array" if isinstance(value, list) else "object") in types


def _converted(context: Context, value: Any, node: Node, types: Sequence[str]) -> Any:
    if "string" in types and isinstance(value, bool | int | float | Decimal):
        return as_written(context, value, node)
    if isinstance(value, str) and {"integer", "number"} & set(types):
        try:
            number = Decimal(value)
        except InvalidOperation:
            return None
        if not number.is_finite():
            return None
        return int(number) if number == int(number) else (float(number) if "number" in types else None)
    if isinstance(value, str) and "boolean" in types:
        return {"true": True, "false": False}.get(value)
    return None


def as_written(context: Context, value: Any, node: Node) -> str:
    """A number or boolean as the text that its author typed: `3.10` is a version, of which 3.1 is another one."""
    try:
        written = context.references.written(node)
    except Refused:
        written = None
    if written is not None and _PLAIN_TEXT.fullmatch(written.strip()):
        return written.strip()
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
