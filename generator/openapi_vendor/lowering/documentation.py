"""The prose of schemas and of other objects."""

from __future__ import annotations

from typing import Any, Final

from openapi_vendor.document import Reader, Schema
from openapi_vendor.document.schema import COMPOSITION
from openapi_vendor.ir import Documentation
from openapi_vendor.lowering.values import json_value, optional
from openapi_vendor.source import Node
from openapi_vendor.text import Text

NONE: Final = Documentation()
MAX_DEPTH: Final = 5

_PARTS: Final = COMPOSITION | {"items", "prefixItems", "additionalProperties"}


def of_schema(schema: Schema) -> Documentation:
    """`title` is the summary, unless it only repeats the description.

    What is said about parts that get no declaration of their own (items, values, branches) belongs here too.
    """
    described = _descriptions(schema)
    title = schema.title
    if not (described or title or schema.deprecated or schema.default or schema.example or schema.external_docs):
        return NONE
    description = "\n\n".join(described)
    return Documentation(
        summary=Text(title) if title and title != description else None,
        description=Text(description) if description else None,
        external_docs=_docs_url(schema.external_docs),
        deprecated=schema.deprecated,
        default=None if schema.default is None else json_value(schema.default.data),
        has_default=schema.default is not None,
        example=None if schema.example is None else json_value(schema.example.data),
        has_example=schema.example is not None,
    )


def _descriptions(schema: Schema) -> list[str]:
    """The description, and those of the parts, each once."""
    own = schema.description
    if not _PARTS.intersection(schema.structural):
        return [own] if own else []
    found = {own: None} if own else {}
    _collect(schema.node.data, found, 0)
    return list(found)


def _collect(data: Any, found: dict[str, None], depth: int) -> None:
    for keyword in [keyword for keyword in data if keyword in _PARTS] if depth < MAX_DEPTH else ():
        part = data[keyword]
        for branch in part if type(part) is list else (part,):
            branch = branch.data if type(branch) is Node else branch
            if type(branch) is not dict or "$ref" in branch or (keyword != "allOf" and "properties" in branch):
                continue
            text = branch.get("description")
            if type(text) is str and text and "const" not in branch:
                found.setdefault(text)
            _collect(branch, found, depth + 1)


def of_object(node: Node, reader: Reader, fallback: Documentation = NONE) -> Documentation:
    """The prose of an operation, parameter or response; what it lacks comes from `fallback`, its schema."""
    summary, description = reader.text(node, "summary"), reader.text(node, "description")
    example = example_of(node)
    return Documentation(
        summary=optional(summary) or fallback.summary,
        description=optional(description) or fallback.description,
        external_docs=_docs_url(node.get("externalDocs")) or fallback.external_docs,
        deprecated=reader.flag(node, "deprecated") or fallback.deprecated,
        default=fallback.default,
        has_default=fallback.has_default,
        example=fallback.example if example is None else json_value(example.data),
        has_example=example is not None or fallback.has_example,
    )


def example_of(node: Node) -> Node | None:
    """`example`, else the value of the first of the named `examples` that has one here."""
    example = node.get("example")
    if example is not None:
        return example
    named = node.get("examples")
    if named is not None:
        for _, entry in named.items():
            value = entry.get("value") or entry.get("dataValue")
            if value is not None:
                return value
    return None


def _docs_url(node: Node | None) -> Text | None:
    url = node.get("url") if node is not None else None
    return Text(url.data) if url is not None and type(url.data) is str and url.data else None
