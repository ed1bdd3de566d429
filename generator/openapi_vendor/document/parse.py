"""Reads one schema object, keyword by keyword."""

from __future__ import annotations

from openapi_vendor.diagnostics import quote
from openapi_vendor.document.keywords import Keyword
from openapi_vendor.document.older import OLDER
from openapi_vendor.document.reader import kind
from openapi_vendor.document.schema import KEYWORDS, WITHOUT_ATTRIBUTE, Schema
from openapi_vendor.document.shapes import IGNORED, WRONG, Reading
from openapi_vendor.source import Node


def read_schema(node: Node, reading: Reading) -> Schema:
    """The schema at `node`, one level deep. What is ill-typed is reported, and as good as absent.

    `node` holds an object or (2020-12) a boolean; all else reads as `true`, null with a warning.
    """
    schema = Schema(node)
    data = node.data
    if type(data) is not dict:
        if type(data) is bool:
            schema.always = data
        else:
            schema.always = True
            message = f"a schema must be an object, not {kind(data)}: it allows anything"
            if data is None:
                reading.diagnostics.warning("wrong-type", message, node.location)
            else:
                reading.diagnostics.error("schema-not-object", message, node.location)
        return schema

    source, pointer = node.source, node.pointer
    for key, value in data.items():
        keyword = KEYWORDS.get(key)
        if (
            keyword is not None and type(value) is str and keyword.shape.takes_text
        ):  # what most of a document is made of
            setattr(schema, keyword.attribute, value)
            if keyword.constrains:
                schema.structural.append(key)
            continue
        if keyword is None and key not in OLDER:
            if not key.startswith("x-") and key not in WITHOUT_ATTRIBUTE:
                message = f"unknown schema keyword {quote(key)}: it is ignored"
                reading.diagnostics.note("unknown-keyword", message, node.location)
            continue
        if value is None and not (keyword or KEYWORDS[OLDER[key].means]).shape.takes_null:
            continue
        child = value if type(value) is Node else Node(value, source, (*pointer, key))
        if keyword is None:
            for name, upgraded in OLDER[key].upgrade(node, child, reading):
                _read(schema, KEYWORDS[name], upgraded, reading, is_older=True)
        elif keyword.upgrade is not None:
            for name, upgraded in keyword.upgrade(node, child, reading):
                _read(schema, KEYWORDS[name], upgraded, reading)
        else:
            _read(schema, keyword, child, reading)
    return schema


def _read(schema: Schema, keyword: Keyword, child: Node, reading: Reading, *, is_older: bool = False) -> None:
    """Put the value of a keyword into the schema. What an older keyword says beside it is added, if it can be."""
    value = keyword.shape.read(child, reading)
    if value is WRONG:
        reading.wrong(child, keyword.shape.expected)
    if value is WRONG or value is IGNORED:
        return
    before = getattr(schema, keyword.attribute)
    if type(value) is dict and type(before) is dict:
        value = {**before, **value}
    elif is_older and before is not keyword.default:
        return
    setattr(schema, keyword.attribute, value)
    if keyword.constrains and value != keyword.shape.silent and keyword.name not in schema.structural:
        schema.structural.append(keyword.name)
