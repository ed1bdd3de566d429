"""A document of any size that reuses as real ones do: shared parameters, errors, enums, and inline objects again."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

RESOURCES_PER_TAG = 5


def document(resources: int) -> Json:
    """An OpenAPI 3.1 document: for each resource four schemas and three operations, in groups of five resources."""
    paths: Json = {}
    schemas: Json = {"Error": _error(), "Page": _page(), "State": {"type": "string", "enum": ["on", "off", "unknown"]}}
    for number in range(resources):
        paths |= _paths(number)
        schemas |= _schemas(number)
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Scale", "version": "1.0.0"},
        "servers": [{"url": "https://scale.example.com"}],
        "tags": [{"name": _tag(number)} for number in range(0, resources, RESOURCES_PER_TAG)],
        "paths": paths,
        "components": {"schemas": schemas, "parameters": {"Limit": limit}},
    }


def _tag(number: int) -> str:
    return f"group {number // RESOURCES_PER_TAG}"


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _error() -> Json:
    properties = {"code": {"type": "integer"}, "message": {"type": "string"}, "details": {"type": "object"}}
    return {"type": "object", "required": ["code"], "properties": properties}


def _page() -> Json:
    return {"type": "object", "properties": {"next": {"type": ["string", "null"]}, "total": {"type": "integer"}}}


def _link() -> Json:
    """The same inline object in every resource."""
    href = {"type": "string", "format": "uri", "description": "Where the other one is, as an absolute address."}
    return {"type": "object", "properties": {"href": href, "rel": {"type": "string"}}}


def _schemas(number: int) -> Json:
    name = f"Resource{number}"
    before = f"Resource{max(0, number - 1)}"
    prose = "What this is for, said in a sentence that is long enough to be wrapped when it stands in a docstring. "
    properties = {
        "id": {"type": "string", "pattern": "^RS[0-9a-f]{32}$", "description": f"The identifier of resource {number}."},
        "state": _ref("State"),
        "parent": _ref(before),
        "link": _link(),
        "createdAt": {"type": "string", "format": "date-time", "description": prose * 2},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "settings": {
            "type": "object",
            "properties": {
                "mode": {"type": "string", "enum": [f"mode-{number}-{index}" for index in range(6)]},
                "values": {"type": "array", "items": {"anyOf": [{"type": "integer"}, {"type": "string"}]}},
            },
        },
    }
    kinds = [f"{name}Small", f"{name}Large"]
    mapping = {kind.lower(): f"#/components/schemas/{kind}" for kind in kinds}
    return {
        name: {"type": "object", "required": ["id"], "properties": properties, "description": prose},
        **{
            kind: {"allOf": [_ref(name), {"type": "object", "properties": {"kind": {"const": kind.lower()}}}]}
            for kind in kinds
        },
        f"{name}Any": {
            "oneOf": [_ref(kind) for kind in kinds],
            "discriminator": {"propertyName": "kind", "mapping": mapping},
        },
    }


def _paths(number: int) -> Json:
    name = f"Resource{number}"
    error = {"description": "What went wrong.", "content": _json(_ref("Error"))}

    def operation(verb: str, status: str, schema: Json, **more: Any) -> Json:
        answer = {"description": "The result.", "content": _json(schema)}
        names = {"operationId": f"{verb}{name}", "tags": [_tag(number)], "summary": f"{verb} a resource"}
        return {**names, **more, "responses": {status: answer, "default": error}}

    items = {"type": "array", "items": _ref(name)}
    page = {"allOf": [_ref("Page"), {"type": "object", "properties": {"items": items}}]}
    identifier = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    body = {"required": True, "content": _json(_ref(f"{name}Any"))}
    return {
        f"/resources-{number}": {
            "get": operation("list", "200", page, parameters=[{"$ref": "#/components/parameters/Limit"}]),
            "post": operation("create", "201", _ref(name), requestBody=body),
        },
        f"/resources-{number}/{{id}}": {"get": operation("fetch", "200", _ref(name), parameters=[identifier])},
    }
