"""A JSON value for any schema of a document: what the document states as an example, else one that is made.

Knows the document and JSON Schema, and nothing of how the generator reads either: `tests.corpus.schemas` follows
references, `jsonschema` says whether a value fits. Deterministic.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from referencing.exceptions import Unresolvable

from openapi_vendor.source import Node
from tests.corpus.schemas import Document, Steps
from tests.prism.flat import Flat, flattened
from tests.prism.patterns import text_for

PLAIN_TEXT = "a b&c=d/ü+%"
"""Every character here has to be escaped in one of the places where a value may stand."""

_FORMATS = {
    "date-time": "2015-07-30T20:00:00Z",
    "datetime": "2015-07-30T20:00:00Z",
    "date": "2015-07-30",
    "time": "20:00:00Z",
    "duration": "P1D",
    "uri": "https://example.com/a",
    "url": "https://example.com/a",
    "uri-reference": "/a",
    "uri-template": "https://example.com/{a}",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "hostname": "example.com",
    "ip": "192.0.2.1",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "cidr": "192.0.2.0/24",
    "uuid": "9b2c6a5e-3f0d-4f7a-8f55-2d1f5f4f9a10",
    "guid": "9b2c6a5e-3f0d-4f7a-8f55-2d1f5f4f9a10",
    "byte": "aGVsbG8=",
    "base64": "aGVsbG8=",
    "binary": "aGVsbG8=",
    "snowflake": "1234567890",
    "decimal": "1.5",
    "json-pointer": "/a",
    "regex": "^a$",
    "int64": "1234567890",
    "int32": "12345",
}
_ALL_MEMBERS_DEPTH = 3
_DEEPEST = 24


class Unmade(Exception):
    """No value of a schema was found."""


class Sampler:
    """Values for the schemas of one document; `text` is what a string without any limits is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._made: dict[tuple[object, ...], Any] = {}

    def value(self, schema: Node | None, *, text: str = PLAIN_TEXT) -> Any:
        """A value that fits the schema, as `jsonschema` says; anything where there is none.

        All members that it names are there if that can be; else the required ones. Raises `Unmade`.
        """
        if schema is None:
            return text
        for value in self._candidates(schema, text):
            if self.fits(schema, value):
                return value
        raise Unmade(str(schema.location))

    def fits(self, schema: Node, value: Any) -> bool:
        """Whether `jsonschema` accepts the value, and it has the form that its `format` asks for.

        Where the schema is none (a text in place of a schema), or leads nowhere, nothing speaks against it.
        """
        try:
            return not self._document.errors(schema, value) and not self._document.breaks_format(schema, value, ())
        except (Unresolvable, AttributeError):
            return True

    def fits_throughout(self, schema: Node, value: Any) -> bool:
        """`fits`, with the forms that `format` asks for in every part, and no member that no schema names.

        Such members are not the fault of the value; but a client has no arguments for what a document does not name.
        """
        if not self.fits(schema, value):
            return False
        try:
            return not self._document.errors(schema, value, is_closed=True) and not any(
                self._document.breaks_format(schema, value, steps) for steps in _leaves(value)
            )
        except (Unresolvable, AttributeError):
            return True

    def stated(self, schema: Node | None) -> Iterator[Any]:
        """The examples and the default that a schema states, if they fit it."""
        if schema is not None:
            yield from (
                value for value in flattened(self._document, schema).examples if self.fits_throughout(schema, value)
            )

    def _candidates(self, schema: Node, text: str) -> Iterator[Any]:
        yield from self.stated(schema)
        for depth in (0, _ALL_MEMBERS_DEPTH):
            for choice in range(4):
                try:
                    yield self._build(schema, text, depth, choice)
                except Unmade:
                    continue

    def _build(self, schema: Node, text: str, depth: int, choice: int = 0) -> Any:
        key = (id(schema.source), schema.pointer, text, min(depth, _ALL_MEMBERS_DEPTH), choice)
        if schema.pointer and key in self._made:
            return self._made[key]
        if depth > _DEEPEST:
            raise Unmade(str(schema.location))
        value = self._chosen(schema, text, depth, choice)
        if schema.pointer:
            self._made[key] = value
        return value

    def _chosen(self, schema: Node, text: str, depth: int, choice: int) -> Any:
        """The value of the first way through the unions of a schema that leads to one that fits."""
        first: list[Any] = []
        ways = flattened(self._document, schema).ways
        for way in (*range(choice, ways), *range(min(choice, ways))):
            try:
                value = self._of(flattened(self._document, schema, way), text, depth)
            except Unmade:
                continue
            if ways == 1 or not schema.pointer or self.fits(schema, value):
                return value
            first.append(value)
        if not first:
            raise Unmade(str(schema.location))
        return first[0]

    def _of(self, flat: Flat, text: str, depth: int) -> Any:
        if flat.enum is not None:
            values = [value for value in flat.enum if value is not None] or flat.enum
            if not values:
                raise Unmade("an empty enum")
            return values[0]
        kinds = flat.kinds
        if not kinds:
            raise Unmade("no type is left")
        match kinds[0]:
            case "object":
                return self._object(flat, text, depth)
            case "array":
                return self._array(flat, text, depth)
            case "string":
                return _string(flat, text)
            case "integer" | "number" as kind:
                return _number(flat, is_whole=kind == "integer")
            case "boolean":
                return True
            case _:
                return None

    def _object(self, flat: Flat, text: str, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, member in flat.properties.items():
            is_required = name in flat.required
            if not is_required and (depth >= _ALL_MEMBERS_DEPTH or flat.is_read_only(name)):
                continue
            try:
                stated = self.stated(member) if member.pointer else iter(())
                made[name] = next(stated, None) or self._build(member, text, depth + 1)
            except Unmade:
                if is_required:
                    raise
        for name in flat.required:
            if name not in made:
                made[name] = self._build(flat.rest, text, depth + 1) if flat.rest is not None else text
        least = flat.limit("minProperties", max) or 0
        while len(made) < least:
            made[f"member{len(made)}"] = self._build(flat.rest, text, depth + 1) if flat.rest is not None else text
        return made

    def _array(self, flat: Flat, text: str, depth: int) -> list[Any]:
        least, most = flat.limit("minItems", max) or 0, flat.limit("maxItems", min)
        count = max(1 if depth else 2, least)
        if most is not None:
            count = min(count, most)
        made: list[Any] = []
        for index in range(count):
            schema = flat.prefix[index] if index < len(flat.prefix) else flat.items
            try:
                made.append(text if schema is None else self._build(schema, text, depth + 1))
            except Unmade:
                if index < least:
                    raise
                break
        if flat.is_unique and len(made) > 1:
            made = self._distinct(flat, made, least)
        return made

    def _distinct(self, flat: Flat, made: list[Any], least: int) -> list[Any]:
        choices = flattened(self._document, flat.items).enum if flat.items is not None else None
        found: list[Any] = []
        for index, item in enumerate(made):
            for other in choices or _others(item, index):
                if other not in found and (flat.items is None or self.fits(flat.items, other)):
                    found.append(other)
                    break
        return found if len(found) >= least else made


def _leaves(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The ways to all texts and numbers in a value."""
    if isinstance(value, dict | list):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for step, member in members:
            yield from _leaves(member, (*steps, step))
    elif isinstance(value, str | int | float) and steps:
        yield steps


def _others(item: Any, index: int) -> list[Any]:
    """An item of an array and some like it."""
    if isinstance(item, str):
        numbers = [str(int(item) + index)] if item.isdecimal() else []
        return [item, *numbers, f"{item}{index}", f"{item[:-1]}{index}", f"{index}{item}"]
    if isinstance(item, int | float) and not isinstance(item, bool):
        return [item, item + index]
    return [item]


def _string(flat: Flat, text: str) -> str:
    least, most = flat.limit("minLength", max) or 0, flat.limit("maxLength", min)
    for pattern in flat.patterns:
        made = text_for(pattern, least)
        if made is not None:
            return made if made or least else "" if most == 0 else made
    if flat.format in _FORMATS:
        return _FORMATS[flat.format]
    if flat.is_encoded:
        return _FORMATS["byte"]
    return text.ljust(least, "x")[:most]


def _number(flat: Flat, *, is_whole: bool) -> int | float:
    low, high = flat.limit("minimum", max), flat.limit("maximum", min)
    above, below = flat.limit("exclusiveMinimum", max), flat.limit("exclusiveMaximum", min)
    step = flat.limit("multipleOf", max) or 1
    value: int | float = 1 * step
    if low is not None:
        value = max(value, math.ceil(low / step) * step)
    if above is not None and value <= above:
        value = (math.floor(above / step) + 1) * step
    if high is not None and value > high:
        value = math.floor(high / step) * step if low is None or math.floor(high / step) * step >= low else low
    if below is not None and value >= below:
        value = (math.ceil(below / step) - 1) * step
        if (above is not None and value <= above) or (low is not None and value < low):
            value = ((above if above is not None else low or 0) + below) / 2
    return int(value) if is_whole or value == int(value) else value
