"""The shapes of keyword values: how each is read, and what is said of a value that has another shape."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct

from openapi_vendor.diagnostics import Diagnostics, quote
from openapi_vendor.document.reader import kind, scalar_text
from openapi_vendor.source import Node

TYPES: Final = frozenset({"null", "boolean", "object", "array", "number", "integer", "string"})
MISSPELT: Final = {
    "int": "integer",
    "float": "number",
    "double": "number",
    "bool": "boolean",
    "str": "string",
}

WRONG: Final = object()
"""Read in place of a value that has another shape. It is reported, and ignored."""
IGNORED: Final = object()
"""Read in place of a value that is ignored, where the reason has been reported already."""
ABSENT: Final = object()
"""The default of a keyword that may have any value, null included."""


class Reading(Struct, frozen=True):
    """What reading needs beside the document. `prose` gives the text that a description refers to."""

    diagnostics: Diagnostics
    prose: Callable[[Node], str | None]

    def warn(self, child: Node, code: str, message: str) -> None:
        self.diagnostics.warning(code, message, child.location)

    def wrong(self, child: Node, expected: str, effect: str = "it is ignored") -> None:
        """Report a value that is not what was `expected`."""
        keyword = quote(child.pointer[-1] if child.pointer else "")[1:-1]
        self.warn(child, "wrong-type", f"`{keyword}` must be {expected}, not {kind(child.data)}: {effect}")


class Holds(enum.Enum):
    """How schemas stand in the value of a keyword."""

    NOTHING = enum.auto()
    ONE = enum.auto()
    LIST = enum.auto()
    MAP = enum.auto()


class Shape(Struct, frozen=True):
    """What a keyword's value looks like.

    `expected` names it, with an article. `read` gives what `Schema` remembers of it, else `WRONG` or `IGNORED`.
    `takes_text`: every string is a good value. `takes_null`: null is a value, or stands in the place of a schema;
    elsewhere it is as good as absent. `silent` is a value that says nothing.
    """

    expected: str
    read: Callable[[Node, Reading], Any]
    holds: Holds = Holds.NOTHING
    takes_text: bool = False
    takes_null: bool = False
    silent: Any = ABSENT


# --- scalars ---------------------------------------------------------------------------------------


def _text(child: Node, reading: Reading) -> Any:
    return child.data if type(child.data) is str else WRONG


def _prose(child: Node, reading: Reading) -> Any:
    value = child.data
    if type(value) is str:
        return value
    if child.pointer[-1:] == ("description",) and type(value) is dict and type(value.get("$ref")) is str:
        return reading.prose(child)
    text = scalar_text(value)
    if text is None:
        return WRONG
    reading.wrong(child, "a string", "it is read as text")
    return text


def _flag(child: Node, reading: Reading) -> Any:
    value = child.data
    if type(value) is str and value in ("true", "false"):
        reading.wrong(child, "a boolean", "it is understood")
        return value == "true"
    return value if type(value) is bool else WRONG


def _count(child: Node, reading: Reading) -> Any:
    value = child.data
    if isinstance(value, float | Decimal) and value == int(value):
        value = int(value)
    if type(value) is int and value >= 0:
        return value
    if type(value) is str and value.isascii() and value.isdigit() and len(value) < 20:
        reading.wrong(child, COUNT.expected, "it is understood")
        return int(value)
    return WRONG


def _number(child: Node, reading: Reading) -> Any:
    value = child.data
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return WRONG
    if isinstance(value, float) and not math.isfinite(value):
        reading.wrong(child, "a finite number")
        return IGNORED
    return value


def _positive(child: Node, reading: Reading) -> Any:
    value = _number(child, reading)
    if value is WRONG or value is IGNORED or value > 0:
        return value
    reading.warn(child, "wrong-type", f"`{child.pointer[-1]}` must be greater than zero: it is ignored")
    return IGNORED


def _value(child: Node, reading: Reading) -> Any:
    return child.data


def _node(child: Node, reading: Reading) -> Any:
    return child


# --- schemas ---------------------------------------------------------------------------------------


def _schema(child: Node, reading: Reading) -> Any:
    return child if type(child.data) in (dict, bool) else WRONG


def _schemas(child: Node, reading: Reading) -> Any:
    return tuple(child.elements()) if type(child.data) is list else WRONG


def _named(child: Node, reading: Reading) -> Any:
    return dict(child.items()) if type(child.data) is dict else WRONG


# --- of their own kind -----------------------------------------------------------------------------


def _object(child: Node, reading: Reading) -> Any:
    return child if type(child.data) is dict else WRONG


def _types(child: Node, reading: Reading) -> Any:
    value = child.data
    if value is None:
        reading.warn(child, "wrong-type", "`type` is null: it is read as the string 'null'")
        value = "null"
    names = [value] if type(value) is str else value
    if type(names) is not list:
        return WRONG
    types: dict[str, None] = {}
    for name in names:
        if name is None:
            name = "null"
        elif type(name) is not str:
            reading.wrong(child, TYPE_NAMES.expected)
            continue
        elif name not in TYPES:
            meant = MISSPELT.get(name) or (name.lower() if name.lower() in TYPES else None)
            effect = f"it is read as '{meant}'" if meant else "it is ignored"
            reading.warn(child, "unknown-type", f"there is no type {quote(name)}: {effect}")
            if meant is None:
                continue
            name = meant
        types[name] = None
    return tuple(types) or IGNORED


def _names(child: Node, reading: Reading) -> Any:
    if type(child.data) is not list:
        return WRONG
    names = [name for name in child.data if type(name) is str]
    if len(names) < len(child.data):
        reading.wrong(child, PROPERTY_NAMES.expected)
    if len(set(names)) < len(names):
        reading.warn(child, "duplicate-required", "`required` names a property more than once")
    return tuple(dict.fromkeys(names))


def _names_by_property(child: Node, reading: Reading) -> Any:
    if type(child.data) is not dict:
        return WRONG
    found: dict[str, tuple[str, ...]] = {}
    for name, value in child.items():
        if type(value.data) is list and all(type(item) is str for item in value.data):
            found[name] = tuple(value.data)
        else:
            reading.wrong(value, PROPERTY_NAMES.expected)
    return found


def _values(child: Node, reading: Reading) -> Any:
    if type(child.data) is not list:
        return WRONG
    if not child.data:
        reading.warn(child, "empty-enum", "`enum` lists no value: it is ignored")
        return IGNORED
    scalars = [(type(value), value) for value in child.data if not isinstance(value, dict | list | Node)]
    if len(set(scalars)) < len(scalars):
        reading.warn(child, "duplicate-enum", "`enum` lists a value more than once: once is enough")
    return child.data


def _texts_of_values(child: Node, reading: Reading) -> Any:
    data = child.data
    texts = data.values() if type(data) is dict else data
    is_usable = type(data) in (list, dict) and all(text is None or type(text) is str for text in texts)
    return data if is_usable else WRONG


TEXT: Final = Shape("a string", _text, takes_text=True)
PROSE: Final = Shape("a string", _prose, takes_text=True)
FLAG: Final = Shape("a boolean", _flag, silent=False)
COUNT: Final = Shape("a whole number, zero or more", _count)
NUMBER: Final = Shape("a number", _number)
POSITIVE: Final = Shape("a number", _positive)
VALUE: Final = Shape("a value", _value, takes_null=True)
VALUE_NODE: Final = Shape("a value", _node, takes_null=True)
NODE: Final = Shape("an object", _node)
"""An object that is read, and checked, where it is needed."""
OBJECT: Final = Shape("an object", _object)
SCHEMA: Final = Shape("a schema", _schema, Holds.ONE, takes_null=True)
SCHEMAS: Final = Shape("an array of schemas", _schemas, Holds.LIST, silent=())
NAMED_SCHEMAS: Final = Shape("an object", _named, Holds.MAP)
SCHEMAS_BY_PATTERN: Final = Shape("an object", _named, Holds.MAP)
TYPE_NAMES: Final = Shape("a string or an array of strings", _types, takes_null=True)
VALUES: Final = Shape("an array", _values)
PROPERTY_NAMES: Final = Shape("an array of property names", _names, silent=())
NAMES_BY_PROPERTY: Final = Shape("an object", _names_by_property, silent={})
TEXTS_OF_VALUES: Final = Shape("an array of strings", _texts_of_values)
