"""Arguments for every operation of a document: its examples where it has any, else made from its schemas.

Works on the plain document and on nothing of the generator, so that the two cannot share a mistake. Knows
what the documents of these tests use: local references, strings with a pattern of literals and one counted
class, numbers, booleans, arrays, objects, enums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_CHARACTER_CLASS = re.compile(r"\[([^\]])[^\]]*\]\{(\d+)\}")


@dataclass
class Call:
    """One call of one operation. Names are those of the document, values are Python's."""

    operation_id: str
    method: str
    path: str
    parameters: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] | None = None

    def __str__(self) -> str:
        return self.operation_id


def calls(document: dict[str, Any]) -> Iterator[Call]:
    """One call of every operation, with every parameter and every member of the body given."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield _call(document, path, method, item, item[method])


def _call(document: dict[str, Any], path: str, method: str, item: dict[str, Any], operation: dict[str, Any]) -> Call:
    call = Call(operation["operationId"], method.upper(), path)
    for parameter in (*item.get("parameters", ()), *operation.get("parameters", ())):
        parameter = _resolved(document, parameter)
        value = _example(parameter)
        if value is None:
            value = _made(document, parameter["schema"])
        call.parameters[parameter["name"]] = _python(document, parameter["schema"], value)
    for media_type in _resolved(document, operation.get("requestBody", {})).get("content", {}).values():
        schema = _resolved(document, media_type["schema"])
        example = _example(media_type)
        call.body = {
            name: _python(document, member, example.get(name) if example else _made(document, member))
            for name, member in schema["properties"].items()
            if example is None or name in example
        }
    return call


def _example(holder: dict[str, Any]) -> Any:
    for example in holder.get("examples", {}).values():
        return example["value"]
    return holder.get("example")


def _resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        target = document
        for token in node["$ref"].removeprefix("#/").split("/"):
            target = target[token.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def _made(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """A JSON value that the schema accepts."""
    schema = _resolved(document, schema)
    if "example" in schema:
        return schema["example"]
    if "enum" in schema:
        return schema["enum"][0]
    match schema["type"]:
        case "string":
            return _made_string(schema)
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return True
        case "array":
            return [_made(document, schema["items"])] * max(2, schema.get("minItems", 0))
        case "object":
            return {name: _made(document, member) for name, member in schema.get("properties", {}).items()}
        case unknown:
            raise NotImplementedError(f"no value of type {unknown}")


def _made_string(schema: dict[str, Any]) -> str:
    formats = {"date-time": "2015-07-30T20:00:00Z", "date": "2015-07-30", "uri": "https://example.com/a"}
    if "format" in schema:
        return formats[schema["format"]]
    if "pattern" in schema:
        literal = schema["pattern"].removeprefix("^").removesuffix("$")
        return _CHARACTER_CLASS.sub(lambda match: match[1] * int(match[2]), literal)
    # Every character here has to be escaped in one of the places where a value may stand.
    return "a b&c=d/ü+%".ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength")]


def _python(document: dict[str, Any], schema: dict[str, Any], value: Any) -> Any:
    """The JSON value as Python code would pass it."""
    schema = _resolved(document, schema)
    if schema["type"] == "array":
        value = value if isinstance(value, list) else [value]  # how a form writes an array of one
        return [_python(document, schema["items"], item) for item in value]
    if schema.get("format") == "date-time" and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value
