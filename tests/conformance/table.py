"""The conformance table: rows of `*.yaml` beside this file, and the OpenAPI document that they make.

Each row is an operation of its own: one parameter, one body, or one response header. So it is the generator that reads
what a row states, a generated package that sends it, and a second implementation that reads it back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
FILES = ("styles", "rfc6570", "values", "content", "bodies", "response_headers")

_TEXT: dict[str, Any] = {"type": "string"}
_NAMES = ("R", "G", "B", "lat", "long")
SHAPES: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "texts": {"type": "array", "items": _TEXT},
    "texts by name": {"type": "object", "additionalProperties": _TEXT},
    "numbers by name": {"type": "object", "properties": {name: {"type": "integer"} for name in _NAMES}},
    "integer": {"type": "integer"},
    "integers": {"type": "array", "items": {"type": "integer"}},
    "number": {"type": "number"},
    "decimal": {"type": "string", "format": "decimal"},
    "boolean": {"type": "boolean"},
    "booleans": {"type": "array", "items": {"type": "boolean"}},
    "date": {"type": "string", "format": "date"},
    "date-time": {"type": "string", "format": "date-time"},
    "objects": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
    "file": {"type": "string", "format": "binary"},
    "anything": {"type": "object", "additionalProperties": True},
}
"""The schemas that rows name as `shape`."""

_KEYWORDS = {"allow_reserved": "allowReserved", "allow_empty_value": "allowEmptyValue"}
VERSIONS = ("3.0.4", "3.1.1", "3.2.0")


def rows() -> dict[str, dict[str, Any]]:
    """All rows by their keys (`styles-3`), in the order of the files."""
    found: dict[str, dict[str, Any]] = {}
    for name in FILES:
        listed = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
        found.update({f"{name}-{index}": row for index, row in enumerate(listed, 1)})
    return found


def is_in(row: dict[str, Any], version: str) -> bool:
    """Whether a version of OpenAPI has what the row needs."""
    if version == "3.2.0":
        return True
    return row.get("style") != "cookie" and row.get("version", version) <= version


def document(table: dict[str, dict[str, Any]], version: str) -> dict[str, Any]:
    """The document of the rows that the version has."""
    paths = {}
    for key, row in table.items():
        if is_in(row, version):
            path, item = _operation(key, row)
            paths[path] = item
    return {"openapi": version, "info": {"title": "Conformance", "version": "1"}, "paths": paths}


def name_of(row: dict[str, Any]) -> str:
    """The name of the row's parameter or header."""
    return str(row.get("name", "color"))


def _operation(key: str, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    responses: dict[str, Any] = {"204": {"description": "Done."}}
    operation: dict[str, Any] = {"operationId": key.replace("-", "_"), "tags": ["rows"], "responses": responses}
    path = f"/{key}"
    match row["in"]:
        case "body":
            content: dict[str, Any] = {"schema": _body_schema(row)}
            if "encoding" in row:
                content["encoding"] = row["encoding"]
            operation["requestBody"] = {"required": True, "content": {row["media_type"]: content}}
            return path, {"post": operation}
        case "response header":
            responses["204"]["headers"] = {name_of(row): _described(row)}
        case place:
            parameter = {"name": name_of(row), "in": place, **_described(row)}
            if place == "path":
                path = f"{path}/{{{name_of(row)}}}"
                parameter["required"] = True
            operation["parameters"] = [parameter]
    return path, {"get": operation}


def _described(row: dict[str, Any]) -> dict[str, Any]:
    schema = SHAPES[row["shape"]]
    if "media_type" in row:
        return {"content": {row["media_type"]: {"schema": schema}}}
    keywords = {"style": "style", "explode": "explode", **_KEYWORDS}
    stated = {keyword: row[name] for name, keyword in keywords.items() if name in row}
    return {"schema": schema, **stated}


def _body_schema(row: dict[str, Any]) -> dict[str, Any]:
    properties = {name: SHAPES[shape] for name, shape in row["properties"].items()}
    return {"type": "object", "properties": properties, "required": list(properties)}
