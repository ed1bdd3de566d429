"""Small documents that a case folder cannot hold, or that need none: generated, imported and called."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate
from tests.cases_support import write_package


def package_of(folder: Path, name: str, document: dict[str, Any]) -> ModuleType:
    path = folder / "document.json"
    path.write_text(json.dumps({"info": {"title": "T", "version": "1"}, "paths": {}, **document}), "utf-8")
    write_package(generate(path, Config(package=name)), folder)
    sys.path.insert(0, str(folder))
    return importlib.import_module(name)


def test_half_characters_break_nothing(tmp_path: Path) -> None:
    half = "a\ud800"
    properties = {
        "constant": {"const": half},
        "listed": {"type": "string", "enum": [half, "b"]},
        "pattern": {"type": "string", "pattern": f"^{half}$"},
        "default": {"type": "string", "default": half, "description": half},
        half: {"type": "string"},
        "text": {"type": "string"},
    }
    content = {"application/json": {"schema": {"type": "object", "properties": properties}}}
    query = [{"name": "q", "in": "query", "schema": {"type": "string", "enum": [half, "b"]}}]
    get = {"operationId": "ask", "tags": ["t"], "parameters": query}
    put = {"operationId": "tell", "tags": ["t"], "requestBody": {"content": content}}
    responses = {"200": {"description": "d", "content": content}}
    paths = {"/x": {"get": {**get, "responses": responses}, "put": {**put, "responses": responses}}}
    package = package_of(tmp_path, "half_characters", {"openapi": "3.1.0", "paths": paths})
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json={"listed": "b"}))
    with package.Client(base_url="https://x.test", transport=transport) as client:
        assert client.t.ask(q="b").listed == "b"
        with pytest.raises(package.errors.InvalidArgument, match="without lone surrogates"):
            client.t.ask(q=half)
        for field in ("text", "constant", "listed"):
            with pytest.raises(package.errors.InvalidBody, match=f"/{field}: expected text without lone surrogates"):
                client.t.tell(body={field: half})


def test_dynamic_anchors_without_ids_are_those_of_the_schema_that_refers(tmp_path: Path) -> None:
    def page_of(name: str) -> dict[str, Any]:
        item = {"$dynamicAnchor": "item", "$ref": f"#/components/schemas/{name}"}
        return {"$ref": "#/components/schemas/Page", "$defs": {"item": item}}

    schemas = {
        "Page": {
            "type": "object",
            "properties": {"items": {"type": "array", "items": {"$dynamicRef": "#item"}}},
            "$defs": {"item": {"$dynamicAnchor": "item", "not": True}},
        },
        "Pet": {"type": "object", "properties": {"name": {"type": "string"}}},
        "Owner": {"type": "object", "properties": {"age": {"type": "integer"}}},
        "Held": {"type": "object", "properties": {"pets": page_of("Pet"), "owners": page_of("Owner")}},
    }
    package = package_of(tmp_path, "dynamic_anchors", {"openapi": "3.1.0", "components": {"schemas": schemas}})
    codec = package._runtime.codec_for(package.models.Held)
    value, drift = codec.decode(b'{"pets":{"items":[{"name":"a"}]},"owners":{"items":[{"age":1}]}}')
    assert drift == ()
    assert (value.pets.items[0].name, value.owners.items[0].age) == ("a", 1)
    assert [each.pointer for each in codec.decode(b'{"pets":{"items":[{"name":1}]}}')[1]] == ["/pets/items/0/name"]
