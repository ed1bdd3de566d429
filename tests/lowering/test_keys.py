"""Keys of declarations are records: whatever a document calls its components, each is declared by itself."""

from __future__ import annotations

import json

import pytest

from openapi_vendor import ir
from tests.lowering.support import read

_TEXT = {"type": "string"}
_BASE = {
    "type": "object",
    "required": ["kind", "id", "secret"],
    "properties": {
        "kind": _TEXT,
        "id": {"type": "string", "readOnly": True},
        "secret": {"type": "string", "writeOnly": True},
    },
    "discriminator": {"propertyName": "kind"},
}
_HERE = "#/components/schemas/"


@pytest.mark.parametrize(
    "name",
    [
        *("Pet|base", "Pet|request", "Pet|response", "Pet|base|request", "Pet|condition", "Cat|request", "|base", "|"),
        *("api.yaml#/components/schemas/Pet", "#/components/schemas/Pet", "#", "/", "~", "~1", "a/b", "a~0b", "?x=y#"),
        *(" Pet", "Pet ", "Pet\n", "Pet\tbase", "", "0", "GET /a", "POST /a", "components/schemas/Pet"),
    ],
)
def test_no_name_of_a_component_is_the_key_of_another(name: str) -> None:
    pointer = name.replace("~", "~0").replace("/", "~1").replace("%", "%25").replace("#", "%23")
    own = {"type": "object", "properties": {"own": _TEXT, "pet": {"$ref": f"{_HERE}Pet"}}}
    cat = {"allOf": [{"$ref": f"{_HERE}Pet"}, {"properties": {"lives": {"type": "integer"}}}]}
    content = {
        "application/json": {
            "schema": {"type": "array", "items": {"$ref": f"{_HERE}{pointer}"}},
        }
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            "/a": {
                "post": {
                    "operationId": "a",
                    "requestBody": {"content": content},
                    "responses": {"200": {"description": "d", "content": content}},
                }
            }
        },
        "components": {"schemas": {name: own, "Pet": _BASE, "Cat": cat}},
    }
    lowered = read(json.dumps(document))
    assert lowered.errors == []
    found: dict[str, set[frozenset[str]]] = {}
    for declaration in lowered.api.declarations.values():
        names = declaration.properties if isinstance(declaration, ir.Object) else ()
        at = str(declaration.key.pointer[-1])
        found.setdefault(at, set()).add(frozenset(each.name.raw for each in names))
    base = frozenset({"kind", "id", "secret"})
    # A union, and the base beside it: each twice, for what is sent and what is received.
    assert found == {name: {frozenset({"own", "pet"})}, "Pet": {frozenset(), base}, "Cat": {base | {"lives"}}}
    assert len(lowered.api.declarations) == 2 + 4 + 2
    (operation,) = lowered.api.operations
    assert operation.body is not None
    (sent,) = operation.body.contents
    assert isinstance(sent.type, ir.Array)
    assert isinstance(sent.type.rest, ir.Ref)
    assert sent.type.rest.key.pointer == ("components", "schemas", name)
    assert sent.type.rest.key.direction is ir.Direction.REQUEST
