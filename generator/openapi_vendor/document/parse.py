"""Reads one schema object, keyword by keyword."""

from __future__ import annotations

from openapi_vendor.diagnostics import Diagnostics, quote
from openapi_vendor.document.keywords import KEYWORDS, NULL_COUNTS, TEXTS, WITHOUT_MEANING
from openapi_vendor.document.model import Schema
from openapi_vendor.document.reader import kind
from openapi_vendor.source import Node


def read_schema(node: Node, diagnostics: Diagnostics) -> Schema:
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
                diagnostics.warning("wrong-type", message, node.location)
            else:
                diagnostics.error("schema-not-object", message, node.location)
        return schema

    def report(child: Node, code: str, message: str) -> None:
        diagnostics.warning(code, message, child.location)

    structural = schema.structural
    source, pointer = node.source, node.pointer
    for key, value in data.items():
        entry = KEYWORDS.get(key)
        if entry is None:
            if not key.startswith("x-") and key not in WITHOUT_MEANING:
                message = f"{quote(key)} is no keyword of a schema: it is ignored"
                diagnostics.note("unknown-keyword", message, node.location)
            continue
        if value is None and key not in NULL_COUNTS:
            continue
        attribute = TEXTS.get(key)
        if attribute is not None and type(value) is str:  # what most of a document is made of
            setattr(schema, attribute, value)
            if attribute == "format":
                structural.append(key)
            continue
        handler, says_something = entry
        child = value if type(value) is Node else Node(value, source, (*pointer, key))
        if handler(schema, child, report) and says_something:
            structural.append(key)
    return schema
