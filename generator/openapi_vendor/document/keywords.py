"""The keywords of a schema: each with its check, and what older dialects called it."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from openapi_vendor.diagnostics import quote
from openapi_vendor.document.model import Schema
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
Report = Callable[[Node, str, str], None]
Handler = Callable[[Schema, Node, Report], bool]
"""Puts a keyword's value into the schema; False where it said nothing."""


def _wrong(child: Node, expected: str, report: Report) -> bool:
    keyword = quote(child.pointer[-1] if child.pointer else "")[1:-1]
    report(child, "wrong-type", f"`{keyword}` must be {expected}, not {kind(child.data)}: it is ignored")
    return False


def _text(attribute: str) -> Handler:
    def read(schema: Schema, child: Node, report: Report) -> bool:
        value = child.data
        if type(value) is not str:
            if attribute == "description" and type(value) is dict and type(value.get("$ref")) is str:
                schema.description_reference = child
                return False
            value = scalar_text(value)
            if value is None:
                return _wrong(child, "a string", report)
            if attribute not in ("title", "description"):
                return _wrong(child, "a string", report)
            report(child, "wrong-type", f"`{attribute}` must be a string, not {kind(child.data)}: it is read as text")
        setattr(schema, attribute, value)
        return True

    return read


def _flag(attribute: str) -> Handler:
    def read(schema: Schema, child: Node, report: Report) -> bool:
        value = child.data
        if type(value) is str and value in ("true", "false"):
            keyword = child.pointer[-1]
            report(child, "wrong-type", f"`{keyword}` must be a boolean, not a string: it is understood")
            value = value == "true"
        if type(value) is not bool:
            return _wrong(child, "a boolean", report)
        setattr(schema, attribute, value)
        return value

    return read


def _count(attribute: str) -> Handler:
    def read(schema: Schema, child: Node, report: Report) -> bool:
        value = child.data
        if isinstance(value, float | Decimal) and value == int(value):
            value = int(value)
        if type(value) is not int or value < 0:
            if type(value) is str and value.isascii() and value.isdigit() and len(value) < 20:
                report(child, "wrong-type", "a limit must be a number, not a string: it is understood")
                value = int(value)
            else:
                return _wrong(child, "a whole number, zero or more", report)
        setattr(schema, attribute, value)
        return True

    return read


def _number(attribute: str) -> Handler:
    def read(schema: Schema, child: Node, report: Report) -> bool:
        value = child.data
        if isinstance(value, bool) and attribute.startswith("exclusive_"):
            return value and _exclusive(schema, attribute)
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return _wrong(child, "a number", report)
        if isinstance(value, float) and not math.isfinite(value):
            return _wrong(child, "a finite number", report)
        if attribute == "multiple_of" and value <= 0:
            report(child, "wrong-type", "`multipleOf` must be greater than zero: it is ignored")
            return False
        setattr(schema, attribute, value)
        return True

    return read


def _exclusive(schema: Schema, attribute: str) -> bool:
    """3.0 and 2.0: `exclusiveMinimum: true` makes `minimum` exclusive (JSON Schema draft 4)."""
    inclusive = attribute.removeprefix("exclusive_")
    limit = schema.node.data.get(inclusive)
    limit = limit.data if type(limit) is Node else limit
    if isinstance(limit, int | float | Decimal) and not isinstance(limit, bool):
        setattr(schema, attribute, limit)
        return True
    return False


def _schema(attribute: str) -> Handler:
    def read(schema: Schema, child: Node, report: Report) -> bool:
        if type(child.data) not in (dict, bool):
            return _wrong(child, "a schema", report)
        setattr(schema, attribute, child)
        return True

    return read


def _schemas(attribute: str) -> Handler:
    def read(schema: Schema, child: Node, report: Report) -> bool:
        if type(child.data) is not list:
            return _wrong(child, "an array of schemas", report)
        setattr(schema, attribute, tuple(child.elements()))
        return bool(child.data)

    return read


def _named(attribute: str) -> Handler:
    def read(schema: Schema, child: Node, report: Report) -> bool:
        if type(child.data) is not dict:
            return _wrong(child, "an object", report)
        setattr(schema, attribute, dict(child.items()))
        return True

    return read


def _items(schema: Schema, child: Node, report: Report) -> bool:
    if type(child.data) is list:  # draft 4 to 2019-09
        report(child, "tuple-items", "`items` is an array: it is read as `prefixItems`")
        schema.prefix_items = tuple(child.elements())
        return True
    return _schema("items")(schema, child, report)


def _additional_items(schema: Schema, child: Node, report: Report) -> bool:
    """Draft 4 to 2019-09: what follows the tuple in `items`; beside anything else it says nothing."""
    items = schema.node.data.get("items")
    return type(items) is list and _schema("items")(schema, child, report)


def _types(schema: Schema, child: Node, report: Report) -> bool:
    value = child.data
    if value is None:
        report(child, "wrong-type", "`type` is null: it is read as the string 'null'")
        value = "null"
    names = [value] if type(value) is str else value
    if type(names) is not list:
        return _wrong(child, "a string or an array of strings", report)
    found = []
    for name in names:
        if name == "file":  # 2.0
            schema.format = "binary"
            schema.structural.append("format")
            name = "string"
        if type(name) is str and name not in TYPES:
            meant = MISSPELT.get(name) or (name.lower() if name.lower() in TYPES else None)
            effect = f"it is read as '{meant}'" if meant else "it is ignored"
            report(child, "unknown-type", f"there is no type {quote(name)}: {effect}")
            name = meant
        elif type(name) is not str:
            name = "null" if name is None else _wrong(child, "a string or an array of strings", report) or None
        if name is not None and name not in found:
            found.append(name)
    if not found:
        return False
    schema.types = tuple(found)
    return True


def _required(schema: Schema, child: Node, report: Report) -> bool:
    if type(child.data) is not list:
        return _wrong(child, "an array of property names", report)
    names = [name for name in child.data if type(name) is str]
    if len(names) < len(child.data):
        _wrong(child, "an array of property names", report)
    if len(set(names)) < len(names):
        report(child, "duplicate-required", "`required` names a property more than once")
    schema.required = tuple(dict.fromkeys(names))
    return bool(names)


def _enum(schema: Schema, child: Node, report: Report) -> bool:
    if type(child.data) is not list:
        return _wrong(child, "an array", report)
    if not child.data:
        report(child, "empty-enum", "`enum` lists no value: it is ignored")
        return False
    said = [(type(value), value) for value in child.data if not isinstance(value, dict | list | Node)]
    if len(set(said)) < len(said):
        report(child, "duplicate-enum", "`enum` lists a value more than once: once is enough")
    schema.enum = child.data
    return True


def _enum_descriptions(schema: Schema, child: Node, report: Report) -> bool:
    """`x-enum-descriptions`: texts in the order of `enum`, or an object from value to text."""
    data = child.data
    texts = data.values() if type(data) is dict else data
    if type(data) not in (list, dict) or not all(text is None or type(text) is str for text in texts):
        return _wrong(child, "an array of strings", report)
    schema.enum_descriptions = data
    return True


def _const(schema: Schema, child: Node, report: Report) -> bool:
    schema.const, schema.has_const = child.data, True
    return True


def _annotation(attribute: str) -> Handler:
    def read(schema: Schema, child: Node, report: Report) -> bool:
        setattr(schema, attribute, child)
        return True

    return read


def _examples(schema: Schema, child: Node, report: Report) -> bool:
    """2020-12 `examples` is an array; some write the map of named examples of a media type."""
    first = next(child.elements(), None)
    if first is not None and schema.example is None:
        schema.example = first
    return True


def _discriminator(schema: Schema, child: Node, report: Report) -> bool:
    if type(child.data) is str:  # 2.0
        child = Node({"propertyName": child.data}, child.source, child.pointer)
    if type(child.data) is not dict:
        return _wrong(child, "an object", report)
    schema.discriminator = child
    return True


def _dependent_required(schema: Schema, child: Node, report: Report) -> bool:
    if type(child.data) is not dict:
        return _wrong(child, "an object", report)
    found = dict(schema.dependent_required or {})
    for name, value in child.items():
        if type(value.data) is list and all(type(item) is str for item in value.data):
            found[name] = tuple(value.data)
        else:
            _wrong(value, "an array of property names", report)
    schema.dependent_required = found
    return bool(found)


def _dependencies(schema: Schema, child: Node, report: Report) -> bool:
    """Draft 4 to 7: names or a schema for each property."""
    if type(child.data) is not dict:
        return _wrong(child, "an object", report)
    names = {name: tuple(node.data) for name, node in child.items() if type(node.data) is list}
    schema.dependent_required = {**(schema.dependent_required or {}), **names}
    schemas = {name: node for name, node in child.items() if type(node.data) in (dict, bool)}
    schema.dependent_schemas = {**(schema.dependent_schemas or {}), **schemas}
    return True


_STRUCTURAL: Final[dict[str, Handler]] = {
    "$ref": _text("ref"),
    "$dynamicRef": _text("dynamic_ref"),
    "$recursiveRef": _text("dynamic_ref"),
    "allOf": _schemas("all_of"),
    "anyOf": _schemas("any_of"),
    "oneOf": _schemas("one_of"),
    "type": _types,
    "nullable": _flag("nullable"),
    "x-nullable": _flag("nullable"),
    "enum": _enum,
    "const": _const,
    "not": _schema("not_"),
    "if": _schema("if_"),
    "then": _schema("then"),
    "else": _schema("else_"),
    "format": _text("format"),
    "pattern": _text("pattern"),
    "minLength": _count("min_length"),
    "maxLength": _count("max_length"),
    "contentEncoding": _text("content_encoding"),
    "contentMediaType": _text("content_media_type"),
    "contentSchema": _schema("content_schema"),
    "minimum": _number("minimum"),
    "maximum": _number("maximum"),
    "exclusiveMinimum": _number("exclusive_minimum"),
    "exclusiveMaximum": _number("exclusive_maximum"),
    "multipleOf": _number("multiple_of"),
    "items": _items,
    "prefixItems": _schemas("prefix_items"),
    "additionalItems": _additional_items,
    "minItems": _count("min_items"),
    "maxItems": _count("max_items"),
    "uniqueItems": _flag("unique_items"),
    "contains": _schema("contains"),
    "minContains": _count("min_contains"),
    "maxContains": _count("max_contains"),
    "unevaluatedItems": _schema("unevaluated_items"),
    "properties": _named("properties"),
    "required": _required,
    "additionalProperties": _schema("additional_properties"),
    "patternProperties": _named("pattern_properties"),
    "propertyNames": _schema("property_names"),
    "minProperties": _count("min_properties"),
    "maxProperties": _count("max_properties"),
    "dependentRequired": _dependent_required,
    "dependentSchemas": _named("dependent_schemas"),
    "dependencies": _dependencies,
    "unevaluatedProperties": _schema("unevaluated_properties"),
}

TEXTS: Final = {"title": "title", "description": "description", "format": "format"}
"""Keywords of which every string is a good value."""

_ANNOTATIONS: Final[dict[str, Handler]] = {
    "discriminator": _discriminator,
    "title": _text("title"),
    "description": _text("description"),
    "externalDocs": _annotation("external_docs"),
    "deprecated": _flag("deprecated"),
    "readOnly": _flag("read_only"),
    "writeOnly": _flag("write_only"),
    "default": _annotation("default"),
    "example": _annotation("example"),
    "examples": _examples,
    "xml": _annotation("xml"),
    "x-enum-descriptions": _enum_descriptions,
    "x-enumDescriptions": _enum_descriptions,
}

WITHOUT_MEANING: Final = frozenset(
    [
        "$schema",
        "$id",
        "id",
        "$anchor",
        "$dynamicAnchor",
        "$recursiveAnchor",
        "$comment",
        "$defs",
        "$vocabulary",
        "definitions",
    ]
)
"""Known, but nothing that a client could do differently: `docs/mapping.md` says why for each."""

KEYWORDS: Final[dict[str, tuple[Handler, bool]]] = {
    **{keyword: (handler, True) for keyword, handler in _STRUCTURAL.items()},
    **{keyword: (handler, False) for keyword, handler in _ANNOTATIONS.items()},
}
"""Every keyword with its handler, and whether it says something about the values."""

NULL_COUNTS: Final = frozenset({"const", "default", "type", "example"}) | {
    *("items", "additionalItems", "contains", "unevaluatedItems", "additionalProperties", "propertyNames"),
    *("unevaluatedProperties", "not", "if", "then", "else"),
}
"""Where null says something, or stands in place of a schema. Anywhere else it is as good as absent."""
