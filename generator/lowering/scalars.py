"""Strings, numbers and enumerations: their limits, where several schemas must hold together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from generator import ir
from generator.diagnostics import quote
from generator.document import Schema
from generator.lowering.context import Context
from generator.lowering.patterns import pattern_of
from generator.lowering.values import identity, json_value
from generator.text import Text

STRING_FORMATS: Final = {
    **{format.value: format for format in ir.StringFormat},
    "datetime": ir.StringFormat.DATE_TIME,
    "dateTime": ir.StringFormat.DATE_TIME,
    "base64": ir.StringFormat.BYTE,
    "guid": ir.StringFormat.UUID,
    "url": ir.StringFormat.URI,
}
"""Formats of strings that mean something to us, with the other names that documents use for them."""

NUMBER_FORMATS: Final = {
    "int32": (True, 32),
    "int64": (True, 64),
    "float": (False, None),
    "double": (False, None),
    "decimal": (False, None),
}
"""Formats of numbers: whether they make it an integer, and of how many bits."""

KIND_OF_FORMAT: Final = {
    **dict.fromkeys(STRING_FORMATS, "string"),
    "int32": "integer",
    "int64": "integer",
    "float": "number",
    "double": "number",
}
"""What a schema is that has a format and no type."""


def string(context: Context, members: Sequence[Schema]) -> ir.String:
    """The string that fits all of `members`."""
    if len(members) == 1 and not _LIMITS_OF_STRINGS.intersection(members[0].structural):
        return _PLAIN
    format_name = _single(context, members, "format")
    encoding = _single(context, members, "content_encoding")
    if format_name is None and encoding is not None:
        format_name = {"base64": "byte", "binary": "binary"}.get(encoding.lower())
    known = STRING_FORMATS.get(format_name) if format_name is not None else None
    media_type = _single(context, members, "content_media_type")
    if media_type is not None and format_name is None and encoding is None:
        known = ir.StringFormat.BINARY if media_type.lower().startswith(_BINARY_MEDIA) else None
    minimum, maximum = _limit(members, "min_length", max), _limit(members, "max_length", min)
    _possible(context, members, minimum, maximum)
    patterns = [pattern_of(context, member.node, member.pattern) for member in members if member.pattern is not None]
    return ir.String(
        format=known,
        min_length=minimum,
        max_length=maximum,
        patterns=tuple(dict.fromkeys(patterns)),
        unknown_format=Text(format_name) if format_name is not None and known is None else None,
        media_type=None if media_type is None else Text(media_type),
        is_encoded=encoding is not None and encoding.lower() == "base64",
    )


_PLAIN: Final = ir.String()
_BINARY_MEDIA: Final = (
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "image/",
    "audio/",
    "video/",
)
"""The media types that are no text, so that without `contentEncoding` the value is raw bytes."""
_LIMITS_OF_STRINGS: Final = frozenset(
    {"format", "pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType", "contentSchema"}
)
_LIMITS_OF_NUMBERS: Final = frozenset(
    {"format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
)
_INTEGER: Final = ir.Numeric(integer=True)
_NUMBER: Final = ir.Numeric(integer=False)


def numeric(context: Context, members: Sequence[Schema], *, integer: bool) -> ir.Numeric:
    """The number that fits all of `members`."""
    if len(members) == 1 and not _LIMITS_OF_NUMBERS.intersection(members[0].structural):
        return _INTEGER if integer else _NUMBER
    format_name = _single(context, members, "format")
    whole, bits = NUMBER_FORMATS.get(format_name or "", (False, None))
    minimum, maximum = _limit(members, "minimum", max), _limit(members, "maximum", min)
    above, below = _limit(members, "exclusive_minimum", max), _limit(members, "exclusive_maximum", min)
    if minimum is not None and above is not None:
        minimum, above = (None, above) if above >= minimum else (minimum, None)
    if maximum is not None and below is not None:
        maximum, below = (None, below) if below <= maximum else (maximum, None)
    _possible(context, members, minimum if above is None else above, maximum if below is None else below)
    return ir.Numeric(
        integer=integer or whole,
        decimal=format_name == "decimal",
        bits=bits,
        minimum=minimum,
        maximum=maximum,
        exclusive_minimum=above,
        exclusive_maximum=below,
        multiple_of=_multiple(members),
    )


def _multiple(members: Sequence[Schema]) -> ir.Number | None:
    """The number that a value must be a multiple of: of two whole ones their least common multiple."""
    found = list(dict.fromkeys(member.multiple_of for member in members if member.multiple_of is not None))
    if len(found) > 1 and all(isinstance(number, int) for number in found):
        import math

        return math.lcm(*(int(number) for number in found))
    return found[-1] if found else None


def _single(context: Context, members: Sequence[Schema], attribute: str) -> str | None:
    if len(members) == 1:
        single: str | None = getattr(members[0], attribute)
        return single
    found = list(dict.fromkeys(value for member in members if (value := getattr(member, attribute)) is not None))
    if len(found) > 1:
        message = f"`allOf` asks for {quote(found[0])} and {quote(found[-1])} at once: the last one counts"
        context.warning("conflicting-all-of", message, members[-1].node.location)
    return found[-1] if found else None


def _limit(members: Sequence[Schema], attribute: str, tightest: Callable[[Iterable[Any]], Any]) -> Any:
    if len(members) == 1:
        return getattr(members[0], attribute)
    found = [value for member in members if (value := getattr(member, attribute)) is not None]
    return tightest(found) if found else None


def _possible(context: Context, members: Sequence[Schema], low: Any, high: Any) -> None:
    if low is not None and high is not None and low > high:
        message = f"the lower limit {quote(low)} is above the upper limit {quote(high)}: no value fits"
        context.warning("impossible-limits", message, members[-1].node.location)


# --- enumerations ----------------------------------------------------------------------------------


def enumeration(context: Context, members: Sequence[Schema], types: Sequence[str] | None) -> ir.Type | None:
    """`enum` and `const` of all members together; None where there is neither. Null becomes a union."""
    if all(member.enum is None and not member.has_const for member in members):
        return None
    values: list[Any] | None = None
    descriptions: dict[int, str] = {}
    for member in members:
        listed = [member.const] if member.has_const else member.enum
        if listed is None:
            continue
        if values is None:
            values = _distinct(listed)
        else:
            known = set(map(identity, listed))
            both = [value for value in values if identity(value) in known]
            if not both:
                message = "`allOf` lists values that exclude each other: the last list counts"
                context.warning("conflicting-all-of", message, member.node.location)
            values = both or _distinct(listed)
        for index, text in enumerate(member.enum_descriptions):
            if text and index < len(listed):
                descriptions[id(listed[index])] = text
    if values is None:
        return None
    null = any(value is None for value in values)
    values = [value for value in values if value is not None]
    node = members[-1].node
    fitting = _of_types(context, values, types, node) if types is not None else values
    const = any(member.has_const for member in members)
    if not values:
        return ir.Null()
    if not fitting:
        return None
    texts = tuple(Text(text) if (text := descriptions.get(id(value))) else None for value in fitting)
    if len(fitting) == 2 and all(isinstance(value, bool) for value in fitting):
        result: ir.Type = ir.Boolean()
    else:
        result = ir.Enumeration(tuple(map(json_value, fitting)), texts if any(texts) else (), const)
    return ir.Union((result, ir.Null())) if null else result


def _distinct(values: Sequence[Any]) -> list[Any]:
    found: dict[Hashable, Any] = {}
    for value in values:
        found.setdefault(identity(value), value)
    return list(found.values())


def _of_types(context: Context, values: Sequence[Any], types: Sequence[str], node: Any) -> list[Any]:
    """The values as the type wants them. YAML makes numbers and booleans of `1`, `true` and `1.5` unasked."""
    found = []
    wrong = []
    for value in values:
        if _is(value, types):
            found.append(value)
            continue
        meant = _converted(value, types)
        if meant is None:
            wrong.append(value)
        else:
            found.append(meant)
            message = f"the value {quote(value)} is no {types[0]}: it is read as {quote(meant)}"
            context.warning("enum-value-type", message, node.location)
    if wrong:
        effect = "it is left out" if found else "the list is ignored"
        message = f"the value {quote(wrong[0])} does not fit the type {', '.join(types)}: {effect}"
        context.warning("enum-value-type", message, node.location)
    return found


def _is(value: Any, types: Sequence[str]) -> bool:
    if isinstance(value, bool):
        return "boolean" in types
    if isinstance(value, str):
        return "string" in types
    if isinstance(value, int | float | Decimal):
        return "number" in types or ("integer" in types and value == int(value))
    return ("array" if isinstance(value, list) else "object") in types


def _converted(value: Any, types: Sequence[str]) -> Any:
    if "string" in types and isinstance(value, bool):
        return "true" if value else "false"
    if "string" in types and isinstance(value, int | float | Decimal):
        return str(value)
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
