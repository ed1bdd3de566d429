"""What a scalar's limits are in source: `msgspec.Meta` where that can state them exactly, else the runtime's markers.

`Meta` fails while the package is imported for limits that a document may well state (`minimum` beside
`exclusiveMinimum`, a bound beyond 64 bits). And it knows `re` alone, which some texts keep busy for hours with some
patterns: for those the generator made an automaton.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from msgspec.structs import fields

from openapi_vendor import ir
from openapi_vendor.ecma import Dfa, Nfa, Regex
from openapi_vendor.python import code, literals

Use = Callable[[str], code.Name]
"""A symbol of the runtime, as the module imports it."""

_META = code.Name("Meta", code.Import("msgspec", "Meta"))

_WIDTH = 72
"""Of a line of a text that is written in several; tables always are, where they do not fit one."""

_LONG = 400
"""The longest expression that is left in one piece: a reader may want to copy it."""

_WORD = re.compile(r"[^ ;]*[ ;]|[^ ;]+")
_CHARACTER = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|[^\\]", re.DOTALL)

_END = 2**63
"""Where msgspec's lengths end, and its integers."""


TYPED_FORMATS = {
    *(ir.StringFormat.DATE_TIME, ir.StringFormat.DATE, ir.StringFormat.TIME, ir.StringFormat.DURATION),
    *(ir.StringFormat.UUID, ir.StringFormat.BYTE, ir.StringFormat.BINARY, ir.StringFormat.DECIMAL),
}
"""The formats whose values are no `str` in Python."""


def scalar_limits(type_: ir.String | ir.Numeric, use: Use) -> list[code.Call]:
    """The markers that together state the limits of a string or number."""
    if isinstance(type_, ir.Numeric):
        return _of_number(type_, use)
    if type_.format in TYPED_FORMATS:
        return _of_text(type_, use)
    markers = length_limits(type_.min_length, type_.max_length, use)
    found = [_pattern(pattern, _in_schema) for pattern in type_.patterns if isinstance(pattern.matcher, Regex)]
    if found and markers and markers[0].function == _META:
        markers = [code.Call(_META, (*markers[0].arguments, *found.pop(0)))]
    markers += [code.Call(_META, arguments) for arguments in found]
    return markers + _automata(type_, use)


def _of_text(type_: ir.String, use: Use) -> list[code.Call]:
    """Limits of the text of what is no `str` in Python, which msgspec cannot check."""
    found = [_pattern(pattern, _shown) for pattern in type_.patterns if isinstance(pattern.matcher, Regex)]
    first = (*_lengths(type_.min_length, type_.max_length), *(found.pop(0) if found else ()))
    limits = [code.Call(use("Limits"), each) for each in (first, *found) if each]
    return limits + _automata(type_, use)


def _pattern(pattern: ir.Pattern, own: Callable[[code.Node], code.Keyword]) -> tuple[code.Keyword, ...]:
    r"""The pattern for `re`, and the document's own, to be shown, where more than `$` is another text (`\Z`)."""
    assert isinstance(pattern.matcher, Regex)
    found = code.Keyword("pattern", expression(pattern.matcher.source))
    return (found,) if pattern.is_as_written else (found, own(code.raw_string(pattern.ecma)))


def _in_schema(pattern: code.Node) -> code.Keyword:
    return code.Keyword("extra_json_schema", code.Dict((code.Entry(code.string("pattern"), pattern),)))


def _shown(pattern: code.Node) -> code.Keyword:
    return code.Keyword("shown", pattern)


def _automata(type_: ir.String, use: Use) -> list[code.Call]:
    return [
        code.Call(use("Matches"), (code.raw_string(pattern.ecma), automaton(pattern.matcher, use)))
        for pattern in type_.patterns
        if isinstance(pattern.matcher, Dfa | Nfa)
    ]


def length_limits(minimum: int | None, maximum: int | None, use: Use) -> list[code.Call]:
    """How many characters, items or members there may be."""
    arguments = _lengths(minimum, maximum)
    if not arguments:
        return []
    fits = all(limit is None or 0 <= limit < _END for limit in (minimum, maximum))
    return [code.Call(_META if fits else use("Limits"), arguments)]


def _lengths(minimum: int | None, maximum: int | None) -> tuple[code.Keyword, ...]:
    limits = {"min_length": minimum, "max_length": maximum}
    return tuple(code.Keyword(name, code.number(limit)) for name, limit in limits.items() if limit is not None)


def automaton(matcher: Dfa | Nfa, use: Use) -> code.Call:
    """The automaton as the runtime's object."""
    texts = {field.name: getattr(matcher, field.name) for field in fields(matcher)}
    return code.Call(
        use(type(matcher).__name__), tuple(code.Keyword(name, _text(text)) for name, text in texts.items())
    )


def expression(source: str) -> code.Node:
    """The literal of an expression for `re`. A class of Unicode can have thousands of ranges."""
    return code.raw_string(source) if len(source) <= _LONG else _lines(_CHARACTER.findall(source))


def _text(text: str) -> code.Node:
    return code.string(text) if len(text) <= _WIDTH else _lines(_WORD.findall(text))


def _lines(parts: list[str]) -> code.Node:
    """A text as several literals, which Python joins: lines that a reviewer's tools can show."""
    lines = [""]
    for part in parts:
        if lines[-1] and len(lines[-1]) + len(part) > _WIDTH:
            lines.append("")
        lines[-1] += part
    return code.concatenation(lines)


def _of_number(type_: ir.Numeric, use: Use) -> list[code.Call]:
    limits = dict(_limits_of_number(type_))
    if not limits:
        return []
    arguments = tuple(code.Keyword(name, code.number(limit)) for name, limit in limits.items())
    twice = {"ge", "gt"} <= limits.keys() or {"le", "lt"} <= limits.keys()
    fits = not twice and all(map(_is_plain, limits.values())) and limits.get("multiple_of", 1) > 0
    return [code.Call(_META if fits else use("Limits"), arguments)]


def _is_plain(limit: ir.Number) -> bool:
    """Whether `Meta` takes this number."""
    if isinstance(limit, int):
        return -_END <= limit < _END
    return not literals.is_decimal(limit) and math.isfinite(limit)


def _limits_of_number(type_: ir.Numeric) -> Iterator[tuple[str, ir.Number]]:
    """msgspec's names of the limits. Limits of an integer are integers; the others may be fractions."""
    for name, limit, rounded in (
        ("ge", type_.minimum, math.ceil),
        ("gt", type_.exclusive_minimum, math.floor),
        ("le", type_.maximum, math.floor),
        ("lt", type_.exclusive_maximum, math.ceil),
        ("multiple_of", type_.multiple_of, None),
    ):
        if limit is not None:
            yield name, rounded(limit) if type_.integer and rounded else limit
