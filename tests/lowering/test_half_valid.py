"""Documents that are wrong: a located diagnostic, a sensible meaning, and never an exception."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from openapi_vendor import ir
from openapi_vendor.diagnostics import Refused
from openapi_vendor.lowering.graph import parts_of_declaration, refs, types_of_operation
from tests.lowering.support import nullable, read, schemas

WRONG: dict[str, tuple[str, ir.Type]] = {
    "{type: object, properties: []}": ("wrong-type", ir.Map(ir.Anything())),
    "{type: object, required: abc}": ("wrong-type", ir.Map(ir.Anything())),
    "{enum: abc}": ("wrong-type", ir.Anything()),
    "{enum: []}": ("empty-enum", ir.Anything()),
    "{type: {a: 1}}": ("wrong-type", ir.Anything()),
    "{type: int}": ("unknown-type", ir.Numeric(integer=True)),
    "{type: any}": ("unknown-type", ir.Anything()),
    "{type: null}": ("wrong-type", ir.Null()),
    "{type: string, maxLength: -1}": ("wrong-type", ir.String()),
    "{type: string, maxLength: '5'}": ("wrong-type", ir.String(max_length=5)),
    "{type: integer, minimum: 5, maximum: 1}": (
        "impossible-limits",
        ir.Numeric(integer=True, minimum=5, maximum=1),
    ),
    "{type: array, items: [{type: string}]}": ("tuple-items", ir.Array(ir.Anything(), (ir.String(),))),
    "{type: 'null', allOf: [{type: string, maxLength: 1}]}": (
        "null-and-more",
        nullable(ir.String(max_length=1)),
    ),
    "[a]": ("schema-not-object", ir.Anything()),
}


@pytest.mark.parametrize("schema", WRONG)
def test_ill_typed_keywords(schema: str) -> None:
    lowered = schemas(f"A: {schema}")
    code, type_ = WRONG[schema]
    assert lowered.type("A") == type_
    assert set(lowered.codes) == {code}


def test_properties_behind_a_reference() -> None:
    lowered = schemas("""
        A: {type: object, properties: {$ref: '#/components/schemas/B/properties'}}
        B: {properties: {x: {type: string}, $ref: {type: integer}}}
    """)
    assert [each.name.raw for each in lowered.object("A").properties] == ["x", "$ref"]
    assert lowered.codes == ["properties-reference"]


SEED = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "servers": [{"url": "https://{a}", "variables": {"a": {"default": "x"}}}],
    "paths": {
        "/a/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "post": {
                "operationId": "a",
                "security": [{"k": []}],
                "requestBody": {
                    "content": {"multipart/form-data": {"schema": {"$ref": "#/components/schemas/A"}}}
                },
                "responses": {
                    "200": {
                        "description": "",
                        "headers": {"X": {"schema": {"type": "integer"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/U"}}},
                        "links": {"l": {"operationId": "a"}},
                    }
                },
                "callbacks": {"c": {"{$url}": {"post": {"responses": {}}}}},
            },
        }
    },
    "components": {
        "schemas": {
            "A": {
                "type": "object",
                "required": ["x"],
                "properties": {"x": {"type": "string", "readOnly": True}, "y": {"enum": ["a", 1]}},
                "discriminator": {"propertyName": "x", "mapping": {"b": "B"}},
            },
            "B": {"allOf": [{"$ref": "#/components/schemas/A"}, {"additionalProperties": False}]},
            "U": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "array", "items": {}}], "not": {}},
        },
        "securitySchemes": {"k": {"type": "oauth2", "flows": {"implicit": {"scopes": {"s": "S"}}}}},
    },
}  # fmt: skip

JUNK: list[Any] = [
    *(None, True, 0, -1.5, "", "x", "a\nb", [], {}, [None], [{}], {"a": 1}, ["null", "string"]),
    *({"$ref": "#/components/schemas/U"}, {"$ref": "#"}, {"$ref": 1}, {"type": "object"}, "#/paths"),
    *({"allOf": [{"$ref": "#/components/schemas/B"}]}, [{"$ref": "#/components/schemas/A"}]),
]
KEYS = [
    "type",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "properties",
    "items",
    "prefixItems",
    "required",
    "enum",
    "const",
    "nullable",
    "$ref",
    "discriminator",
    "additionalProperties",
    "patternProperties",
    "unevaluatedProperties",
    "dependentSchemas",
    "contains",
    "format",
    "pattern",
    "default",
    "example",
    "examples",
    "content",
    "schema",
    "parameters",
    "responses",
    "headers",
    "links",
    "callbacks",
    "servers",
    "security",
    "tags",
    "name",
    "in",
    "style",
]


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of the value with each of its keys."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        current = waiting.pop()
        keys = list(current) if isinstance(current, dict) else range(len(current)) if isinstance(current, list) else ()
        found += [(current, key) for key in keys]
        waiting += [current[key] for key in keys]
    return found


@pytest.mark.parametrize("seed", range(300))
def test_no_document_raises_anything_but_refused(seed: int) -> None:
    chance = random.Random(seed)
    document = copy.deepcopy(SEED)
    for _ in range(chance.randint(1, 5)):
        container, key = chance.choice(places(document))
        if isinstance(container, dict) and chance.random() < 0.5:
            key = chance.choice(KEYS)
        container[key] = copy.deepcopy(chance.choice(JUNK))
    try:
        api = read(json.dumps(document)).api
    except Refused:
        return
    assert len(api.operations) + api.counts.operations_lost == api.counts.operations
    used = [key for each in api.declarations.values() for key in refs(parts_of_declaration(each))]
    used += [key for each in api.operations for types in types_of_operation(each) for key in refs(types)]
    assert set(used) <= set(api.declarations)
