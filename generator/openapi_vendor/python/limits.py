"""What a scalar's limits are in source: `msgspec.Meta` where that can state them exactly, else the runtime's markers.

`Meta` fails while the package is imported for limits that a document may well state (`minimum` beside
`exclusiveMinimum`, a bound beyond 64 bits). And it knows `re` alone, which some texts keep busy for hours with some
patterns: for those the generator made an automaton.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import fields

from openapi_vendor import ir
from openapi_vendor.ecma import Dfa, Nfa, Regex
from openapi_vendor.python import literals
from openapi_vendor.python.imports import Imports
from openapi_vendor.python.layout import bracketed

Use = Callable[[str], str]
"""Names a symbol of the runtime, and imports it."""

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


class Marker(Struct, frozen=True):
    """A call in the metadata of `Annotated`."""

    name: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})"

    def laid_out(self, indent: int) -> str:
        """The call at a level of indentation, for an item among others."""
        return bracketed(f"{self.name}(", self.arguments, ")", indent=indent, reserve=1)


def scalar_limits(type_: ir.String | ir.Numeric, imports: Imports, use: Use) -> list[Marker]:
    """The markers that together state the limits of a string or number."""
    if isinstance(type_, ir.Numeric):
        return _of_number(type_, imports, use)
    if type_.format in TYPED_FORMATS:
        return _of_text(type_, use)
    markers = length_limits(type_.min_length, type_.max_length, imports, use)
    found = [_pattern(pattern) for pattern in type_.patterns if isinstance(pattern.matcher, Regex)]
    if found and markers and markers[0].name == "Meta":
        markers = [Marker("Meta", (*markers[0].arguments, *found.pop(0)))]
    markers += [Marker(imports.use("msgspec", "Meta"), arguments) for arguments in found]
    return markers + _automata(type_, use)


def _of_text(type_: ir.String, use: Use) -> list[Marker]:
    """Limits of the text of what is no `str` in Python, which msgspec cannot check."""
    lengths = {"min_length": type_.min_length, "max_length": type_.max_length}
    arguments = tuple(f"{name}={limit}" for name, limit in lengths.items() if limit is not None)
    found = [_pattern(pattern, "shown={}") for pattern in type_.patterns if isinstance(pattern.matcher, Regex)]
    first = (*arguments, *(found.pop(0) if found else ()))
    limits = [Marker(use("Limits"), each) for each in (first, *found) if each]
    return limits + _automata(type_, use)


def _pattern(pattern: ir.Pattern, shown: str = 'extra_json_schema={{"pattern": {}}}') -> tuple[str, ...]:
    r"""The pattern for `re`, and the document's own, to be shown, where more than `$` is another text (`\Z`)."""
    assert isinstance(pattern.matcher, Regex)
    source = pattern.matcher.source
    own = () if pattern.is_as_written else (shown.format(literals.raw_string(pattern.ecma)),)
    return (f"pattern={expression(source)}", *own)


def _automata(type_: ir.String, use: Use) -> list[Marker]:
    markers = []
    for pattern in type_.patterns:
        if isinstance(pattern.matcher, Dfa | Nfa):
            shown = literals.raw_string(pattern.ecma)
            markers.append(Marker(use("Matches"), (shown, str(automaton(pattern.matcher, use)))))
    return markers


def length_limits(minimum: int | None, maximum: int | None, imports: Imports, use: Use) -> list[Marker]:
    """How many characters, items or members there may be."""
    limits = {"min_length": minimum, "max_length": maximum}
    arguments = tuple(f"{name}={limit}" for name, limit in limits.items() if limit is not None)
    if not arguments:
        return []
    fits = all(limit is None or 0 <= limit < _END for limit in limits.values())
    return [Marker(imports.use("msgspec", "Meta") if fits else use("Limits"), arguments)]


def automaton(matcher: Dfa | Nfa, use: Use) -> Marker:
    """The automaton as the runtime's object."""
    texts = {field.name: getattr(matcher, field.name) for field in fields(matcher)}
    return Marker(use(type(matcher).__name__), tuple(f"{name}={_text(text)}" for name, text in texts.items()))


def expression(source: str) -> str:
    """The literal of an expression for `re`. A class of Unicode can have thousands of ranges."""
    return literals.raw_string(source) if len(source) <= _LONG else _lines(_CHARACTER.findall(source))


def _text(text: str) -> str:
    return literals.string(text) if len(text) <= _WIDTH else _lines(_WORD.findall(text))


def _lines(parts: list[str]) -> str:
    """A text as several literals, which Python joins: lines that a reviewer's tools can show."""
    lines = [""]
    for part in parts:
        if lines[-1] and len(lines[-1]) + len(part) > _WIDTH:
            lines.append("")
        lines[-1] += part
    texts = [literals.raw_string(line) for line in lines]
    return f"({' '.join(texts)})" if len(texts) > 1 else texts[0]


def _of_number(type_: ir.Numeric, imports: Imports, use: Use) -> list[Marker]:
    limits = dict(_limits_of_number(type_))
    if not limits:
        return []
    arguments = tuple(f"{name}={literals.number(limit)}" for name, limit in limits.items())
    if any(literals.is_decimal(limit) for limit in limits.values()):
        imports.use("decimal", "Decimal")
    twice = {"ge", "gt"} <= limits.keys() or {"le", "lt"} <= limits.keys()
    fits = not twice and all(map(_is_plain, limits.values())) and limits.get("multiple_of", 1) > 0
    return [Marker(imports.use("msgspec", "Meta") if fits else use("Limits"), arguments)]


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
