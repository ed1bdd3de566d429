"""What `docs/mapping.md` says of a keyword can be seen: with it, another package comes out than without."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate

MAPPING: Final = Path(__file__).resolve().parent.parent / "docs" / "mapping.md"

TEXT: Final = {"type": "string"}
OBJECT: Final = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}
ARRAY: Final = {"type": "array", "items": TEXT}
NUMBER: Final = {"type": "number"}
UNION: Final = {"oneOf": [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Two"}]}
MAPPED: Final = {"one": "#/components/schemas/One", "2": "#/components/schemas/Two"}

EFFECTS: Final[dict[str, tuple[dict[str, Any], Any]]] = {
    "type": ({}, "string"),
    "nullable": (TEXT, True),
    "x-nullable": (TEXT, True),
    "enum": (TEXT, ["a", "b"]),
    "const": (TEXT, "a"),
    "x-enum-descriptions": ({"type": "string", "enum": ["a", "b"]}, ["First.", "Second."]),
    "x-enumDescriptions": ({"type": "string", "enum": ["a", "b"]}, {"a": "First.", "b": "Second."}),
    "properties": ({"type": "object"}, {"a": TEXT}),
    "required": (OBJECT, ["a"]),
    "additionalProperties": (OBJECT, False),
    "patternProperties": (OBJECT, {"^x": {"type": "integer"}}),
    "propertyNames": (OBJECT, {"maxLength": 3}),
    "minProperties": (OBJECT, 1),
    "maxProperties": (OBJECT, 1),
    "dependentRequired": (OBJECT, {"a": ["b"]}),
    "dependentSchemas": (OBJECT, {"a": {"required": ["b"]}}),
    "dependencies": (OBJECT, {"a": ["b"]}),
    "unevaluatedProperties": (OBJECT, False),
    "unevaluatedItems": ({"type": "array", "prefixItems": [TEXT]}, False),
    "items": ({"type": "array"}, TEXT),
    "prefixItems": ({"type": "array"}, [TEXT]),
    "additionalItems": ({"type": "array", "items": [TEXT]}, False),
    "minItems": (ARRAY, 1),
    "maxItems": (ARRAY, 1),
    "uniqueItems": (ARRAY, True),
    "contains": (ARRAY, {"const": "a"}),
    "minContains": ({**ARRAY, "contains": {"const": "a"}}, 2),
    "maxContains": ({**ARRAY, "contains": {"const": "a"}}, 2),
    "minimum": (NUMBER, 1),
    "maximum": (NUMBER, 1),
    "exclusiveMinimum": (NUMBER, 1),
    "exclusiveMaximum": (NUMBER, 1),
    "multipleOf": (NUMBER, 2),
    "minLength": (TEXT, 1),
    "maxLength": (TEXT, 1),
    "pattern": (TEXT, "^a$"),
    "format": (TEXT, "date-time"),
    "contentEncoding": (TEXT, "base64"),
    "contentMediaType": (TEXT, "image/png"),
    "allOf": (OBJECT, [{"properties": {"c": TEXT}}]),
    "oneOf": ({}, [TEXT, {"type": "integer"}]),
    "anyOf": ({}, [TEXT, {"type": "integer"}]),
    "discriminator": (UNION, {"propertyName": "kind", "mapping": MAPPED}),
    "discriminator: mapping": ({**UNION, "discriminator": {"propertyName": "kind"}}, MAPPED),
    "discriminator: defaultMapping": ({**UNION, "discriminator": {"propertyName": "kind"}}, "One"),
    "not": (TEXT, {"const": "a"}),
    "then": ({**OBJECT, "if": {"required": ["a"]}}, {"required": ["b"]}),
    "else": ({**OBJECT, "if": {"required": ["a"]}}, {"required": ["b"]}),
    "if": ({**OBJECT, "then": {"required": ["b"]}}, {"required": ["a"]}),
    "title": (OBJECT, "A title"),
    "description": (OBJECT, "What it is."),
    "deprecated": (OBJECT, True),
    "default": (TEXT, "a"),
    "externalDocs": (OBJECT, {"url": "https://example.com/more"}),
    "readOnly": (TEXT, True),
    "writeOnly": (TEXT, True),
    "$ref": ({}, "#/components/schemas/One"),
    "$dynamicRef": ({}, "#item"),
    "items: $recursiveRef": ({"type": "array", "items": {}}, "#"),
}
"""A schema to which the keyword is added, and its value; `x: y` is a member of the object at `x`."""

TARGETS: Final = {"$anchor", "$id", "id", "$self", "$defs", "definitions", "$dynamicAnchor", "$recursiveAnchor"}
"""What only references ask for: `tests/lowering` has them."""

NONE: Final = {"propertyName", "true", "false", "{}"}
"""What `discriminator` cannot do without; and what is not a keyword."""


def package(folder: Path, schema: Any, version: str) -> dict[str, str]:
    """The files of a package in which a property that is sent and received has this schema."""
    folder.mkdir()
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
    one, two = ({"type": "object", "properties": {"kind": TEXT, name: TEXT}} for name in ("one", "two"))
    document = {
        "openapi": version,
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/things": {
                "post": {
                    "operationId": "addThing",
                    "requestBody": {"content": content},
                    "responses": {"200": {"description": "ok", "content": content}},
                }
            }
        },
        "components": {
            "schemas": {
                "Thing": {"type": "object", "required": ["value"], "properties": {"value": schema}},
                "One": one,
                "Two": two,
                "Item": {"$dynamicAnchor": "item", "type": "integer"},
            }
        },
    }
    return generated(document, folder)


def generated(document: Any, folder: Path) -> dict[str, str]:
    (folder / "document.json").write_text(json.dumps(document))
    return dict(generate(folder / "document.json", Config(package="made")).files)


@pytest.mark.parametrize("keyword", EFFECTS)
def test_a_keyword_changes_the_package(keyword: str, tmp_path: Path) -> None:
    schema, value = EFFECTS[keyword]
    around, _, member = keyword.partition(": ")
    added = {**schema, around: {**schema[around], member: value} if member else value}
    version = "3.0.3" if keyword == "nullable" else "3.2.0"
    without, with_it = package(tmp_path / "without", schema, version), package(tmp_path / "with", added, version)
    assert [name for name in with_it if with_it[name] != without.get(name) and name.endswith(".py")]


def listed(section: str) -> set[str]:
    """The words of the first column of a table."""
    text = MAPPING.read_text("utf-8").partition(f"## {section}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| ")]
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


def test_every_keyword_of_a_schema_is_tried() -> None:
    found = listed("Schemas")
    assert len(found) > 60
    assert found - {word for key in EFFECTS for word in key.split(": ")} - TARGETS - NONE == set()


BASE: Final = """
openapi: 3.2.0
info: {title: T, version: '1', contact: {url: 'https://example.com/c'}, license: {name: L}}
tags: [{name: things}]
servers: [{url: 'https://{host}.example.com', variables: {host: {default: a}}}]
paths:
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    post:
      operationId: addThing
      tags: [things]
      parameters: [{name: q, in: query, schema: {type: array, items: {type: string}}}]
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {part: {type: string}}}
            encoding: {part: {}}
          application/xml: {schema: {$ref: '#/components/schemas/Element'}}
      responses:
        '200':
          description: ok
          headers: {X-A: {schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Element'}}}
          links: {again: {operationId: addThing, parameters: {id: $response.body#/a}}}
      security: [{key: []}]
components:
  schemas:
    Element: {type: object, properties: {a: {type: array, items: {type: string}, xml: {}}}}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    http: {type: http, scheme: basic}
    oauth:
      type: oauth2
      flows: {authorizationCode: {authorizationUrl: 'https://a.example/a', tokenUrl: 'https://a.example/t', scopes: {}}}
    open: {type: openIdConnect, openIdConnectUrl: 'https://a.example/o'}
"""
OPERATION: Final = "/paths/~1things~1{id}/post"
PARAMETER: Final = f"{OPERATION}/parameters/0"
PART: Final = f"{OPERATION}/requestBody/content/multipart~1form-data"
RESPONSE: Final = f"{OPERATION}/responses/200"
ELEMENT: Final = "/components/schemas/Element"
SCHEMES: Final = "/components/securitySchemes"
FLOWS: Final = f"{SCHEMES}/oauth/flows"
EMPTY: Final[dict[str, Any]] = {"responses": {"204": {"description": "ok"}}}

OPERATIONS: Final[dict[str, tuple[str, Any]]] = {
    **{name: (f"/info/{name}", "Another") for name in ("title", "version", "summary", "description")},
    "termsOfService": ("/info/termsOfService", "https://example.com/terms"),
    "contact": ("/info/contact/email", "us@example.com"),
    "email": ("/info/contact/email", "us@example.com"),
    "license": ("/info/license/name", "Another"),
    "identifier": ("/info/license/identifier", "MIT"),
    "name": ("/info/contact/name", "Us"),
    "url": ("/servers/0/url", "https://{host}.example.org"),
    "info": ("/info/title", "Another"),
    "tags": ("/tags/0/description", "All things."),
    "parent": ("/tags/0/parent", "all"),
    "servers": ("/servers/0/url", "https://{host}.example.org"),
    "variables": ("/servers/0/variables/host/default", "b"),
    "enum": ("/servers/0/variables/host/enum", ["a", "b"]),
    "default": ("/servers/0/variables/host/default", "b"),
    "paths": ("/paths/~1more", {"get": EMPTY}),
    **{
        method: (f"/paths/~1things~1{{id}}/{method}", EMPTY)
        for method in ("get", "put", "delete", "options", "head", "patch", "trace", "query")
    },
    "additionalOperations": ("/paths/~1things~1{id}/additionalOperations", {"COPY": EMPTY}),
    "operationId": (f"{OPERATION}/operationId", "makeThing"),
    "parameters": (f"{OPERATION}/parameters/0/name", "r"),
    "in": (f"{PARAMETER}/in", "cookie"),
    "required": (f"{PARAMETER}/required", True),
    "style": (f"{PARAMETER}/style", "pipeDelimited"),
    "explode": (f"{PARAMETER}/explode", False),
    "allowReserved": (f"{PARAMETER}/allowReserved", True),
    "allowEmptyValue": (f"{PARAMETER}/allowEmptyValue", True),
    "schema": (f"{PARAMETER}/schema", {"type": "integer"}),
    "requestBody": (f"{OPERATION}/requestBody/required", True),
    "content": (f"{OPERATION}/requestBody/content/text~1plain", {"schema": TEXT}),
    "encoding": (f"{PART}/encoding/part/contentType", "text/csv"),
    "contentType": (f"{PART}/encoding/part/contentType", "text/csv"),
    "headers": (f"{RESPONSE}/headers/X-B", {"schema": TEXT}),
    "itemSchema": (
        f"{OPERATION}/responses/201",
        {"content": {"application/jsonl": {"itemSchema": {"type": "integer"}}}},
    ),
    "responses": (f"{OPERATION}/responses/404", {"description": "none"}),
    "links": (f"{RESPONSE}/links/more", {"operationId": "addThing", "parameters": {"id": "$response.body#/b"}}),
    "operationRef": (f"{RESPONSE}/links/more", {"operationRef": f"#{OPERATION}", "parameters": {"id": "a"}}),
    "callbacks": (
        f"{OPERATION}/callbacks",
        {"c": {"{$request.body#/u}": {"post": {"requestBody": {"content": {"application/json": {"schema": TEXT}}}}}}},
    ),
    "webhooks": ("/webhooks", {"w": {"post": {"requestBody": {"content": {"application/json": {"schema": TEXT}}}}}}),
    "security": (f"{OPERATION}/security", [{"http": []}]),
    "securitySchemes": (f"{SCHEMES}/more", {"type": "http", "scheme": "bearer"}),
    "scheme": (f"{SCHEMES}/http/scheme", "bearer"),
    "bearerFormat": (f"{SCHEMES}/bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}),
    "openIdConnectUrl": (f"{SCHEMES}/open/openIdConnectUrl", "https://b.example/o"),
    "oauth2MetadataUrl": (f"{SCHEMES}/oauth/oauth2MetadataUrl", "https://a.example/m"),
    "flows": (f"{FLOWS}/password", {"tokenUrl": "https://a.example/p", "scopes": {}}),
    "implicit": (f"{FLOWS}/implicit", {"authorizationUrl": "https://a.example/i", "scopes": {}}),
    "password": (f"{FLOWS}/password", {"tokenUrl": "https://a.example/p", "scopes": {}}),
    "clientCredentials": (f"{FLOWS}/clientCredentials", {"tokenUrl": "https://a.example/p", "scopes": {}}),
    "authorizationCode": (f"{FLOWS}/authorizationCode/scopes", {"a": "A scope."}),
    "deviceAuthorization": (
        f"{FLOWS}/deviceAuthorization",
        {"deviceAuthorizationUrl": "https://a.example/d", "tokenUrl": "https://a.example/p", "scopes": {}},
    ),
    "deviceAuthorizationUrl": (
        f"{FLOWS}/deviceAuthorization",
        {"deviceAuthorizationUrl": "https://a.example/e", "tokenUrl": "https://a.example/p", "scopes": {}},
    ),
    "authorizationUrl": (f"{FLOWS}/authorizationCode/authorizationUrl", "https://b.example/a"),
    "tokenUrl": (f"{FLOWS}/authorizationCode/tokenUrl", "https://b.example/a"),
    "refreshUrl": (f"{FLOWS}/authorizationCode/refreshUrl", "https://b.example/a"),
    "scopes": (f"{FLOWS}/authorizationCode/scopes", {"a": "A scope."}),
    "xml": (f"{ELEMENT}/xml", {"name": "thing"}),
    "namespace": (f"{ELEMENT}/xml", {"namespace": "https://example.com/n"}),
    "prefix": (f"{ELEMENT}/xml", {"namespace": "https://example.com/n", "prefix": "p"}),
    "wrapped": (f"{ELEMENT}/properties/a/xml/wrapped", True),
    "attribute": (f"{ELEMENT}/properties/b", {"type": "string", "xml": {"attribute": True}}),
    "nodeType": (f"{ELEMENT}/properties/b", {"type": "string", "xml": {"nodeType": "text"}}),
    "deprecated": (f"{OPERATION}/deprecated", True),
    "externalDocs": (f"{OPERATION}/externalDocs", {"url": "https://example.com/more"}),
    "components": ("/components/schemas/More", OBJECT),
    "schemas": ("/components/schemas/More", OBJECT),
}
"""Where in the document a value is put."""

BY_REFERENCE: Final = {"requestBodies", "pathItems", "mediaTypes"}
"""Members of `components`: what they are is above, that references reach them in `tests/lowering`."""

SWAGGER: Final = {
    *("swagger", "host", "basePath", "schemes", "consumes", "body", "formData", "collectionFormat", "produces"),
    *("securityDefinitions", "definitions", "flow"),
}
"""Of 2.0, which is read as 3.1: `tests/lowering`."""

VALUES: Final = {"openapi", "post", "type", "element", "text", "cdata", "$ref", "oauth2"}
"""What every document has, and what are values."""


def put(data: Any, pointer: str, value: Any) -> None:
    """Put a value at a place of the document."""
    *above, last = [token.replace("~1", "/") for token in pointer.split("/")[1:]]
    for token in above:
        data = data[int(token)] if isinstance(data, list) else data[token]
    data[last] = value


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The package of the document without any of the keywords."""
    return generated(yaml.safe_load(BASE), tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("keyword", OPERATIONS)
def test_a_keyword_of_a_document_changes_the_package(keyword: str, plain: dict[str, str], tmp_path: Path) -> None:
    pointer, value = OPERATIONS[keyword]
    document = yaml.safe_load(BASE)
    put(document, pointer, value)
    with_it = generated(document, tmp_path)
    assert [name for name in with_it if with_it[name] != plain.get(name) and name.endswith(".py")]


def test_every_keyword_of_a_document_is_tried() -> None:
    found = listed("Documents and operations")
    assert len(found) > 80
    assert found - set(OPERATIONS) - BY_REFERENCE - SWAGGER - VALUES == set()
