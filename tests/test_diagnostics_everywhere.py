"""What is wrong with a schema is said, under one code and as severely, wherever the schema stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostic, Pointer, Severity
from openapi_vendor.pipeline import generate

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

PLACES: Final = """
openapi: 3.2.0
info: {title: Places, version: '1'}
paths:
  /things/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: <path parameter>}
    post:
      operationId: one
      parameters:
        - {name: q, in: query, schema: <query parameter>}
        - {name: X-H, in: header, schema: <header parameter>}
        - {name: c, in: cookie, schema: <cookie parameter>}
        - {name: j, in: query, content: {application/json: {schema: <content of a parameter>}}}
        - {$ref: '#/components/parameters/Named'}
      requestBody:
        content:
          application/json: {schema: <body>}
          application/xml: {schema: {type: object, xml: {name: a}, properties: {e: <element>}}}
          text/plain: {schema: <text>}
          application/x-www-form-urlencoded: {schema: {type: object, properties: {f: <form field>}}}
          multipart/form-data:
            schema: {type: object, properties: {p: <part>}}
            encoding: {p: {headers: {X-P: {schema: <header of a part>}}}}
      responses:
        '200':
          description: ok
          headers: {X-R: {schema: <header of a response>}}
          content: {application/json: {schema: <response>}}
        '201': {description: ok, content: {application/jsonl: {itemSchema: <item of a stream>}}}
        '202': {$ref: '#/components/responses/Named'}
        default: {description: ok, content: {application/json: {schema: <error>}}}
      callbacks:
        done:
          '{$request.body#/url}':
            post:
              requestBody: {content: {application/json: {schema: <callback>}}}
              responses: {'204': {description: ok}}
    put:
      operationId: two
      requestBody: {$ref: '#/components/requestBodies/Named'}
      responses: {}
webhooks:
  happened:
    post:
      requestBody: {content: {application/json: {schema: <webhook>}}}
      responses: {'204': {description: ok}}
x-shared: {one: <outside components>}
components:
  parameters: {Named: {name: n, in: query, schema: <component of parameters>}}
  responses: {Named: {description: ok, content: {application/json: {schema: <component of responses>}}}}
  requestBodies: {Named: {content: {application/json: {schema: <component of bodies>}}}}
  schemas:
    Thing: {type: object, properties: {kind: {type: string}, a: {type: string}}}
    Other: {type: object, properties: {kind: {type: string}, b: {type: string}}}
    Holder: {type: object, properties: {inner: <by pointer>}}
    Unused: <component that nothing uses>
    Alias: {$ref: '#/components/schemas/Named'}
    Named: <component with another name>
"""
"""Every `<…>` is a place where a schema may stand."""

INSIDE: Final = """
{oneOf: [<one variant of oneOf>]}
{anyOf: [<one variant of anyOf>]}
{allOf: [<one branch of allOf>]}
{oneOf: [<variant beside null>, {type: 'null'}]}
{anyOf: [{type: boolean}, <variant beside others>]}
{type: array, items: <items>}
{type: array, prefixItems: [<prefix item>]}
{type: object, additionalProperties: <values of a map>}
{properties: {a: {type: string}}, additionalProperties: <extra fields>}
{type: object, patternProperties: {^x: <pattern property>}}
{properties: {a: {type: string}}, unevaluatedProperties: <unevaluated properties>}
{type: array, items: {properties: {p: <property of an item>}}}
{allOf: [{$ref: '#/components/schemas/Thing'}, {properties: {p: <property beside a base>}}]}
{$ref: '#/components/schemas/Holder/properties/inner'}
{$ref: '#/x-shared/one'}
{$ref: '#/components/schemas/Alias'}
{$ref: 'other.json#/Faulty'}
{type: array, contains: <contains>}
{properties: {a: {type: string}}, dependentSchemas: {a: <dependent schema>}}
{properties: {a: {type: string}}, if: {required: [a]}, then: <then>}
{not: <not>}
{type: object, propertyNames: <property names>}
"""
"""The same, inside the schemas of responses."""

KEYWORDS: Final = {
    *("items", "values of a map", "extra fields", "unevaluated properties", "contains", "then", "not"),
    "property names",
}
"""Here the value of one keyword is of the wrong type, which is ignored with a warning."""

CONDITIONS: Final = {"contains", "dependent schema", "then", "not"}
THING, OTHER = ({"$ref": f"#/components/schemas/{name}"} for name in ("Thing", "Other"))

FAULTS: Final[list[tuple[str, Severity, Any, set[str]]]] = [
    ("invalid-pattern", ERROR, {"type": "string", "pattern": "("}, set()),
    ("untranslatable-pattern", ERROR, {"type": "string", "pattern": r"^(?:(a)|b)*\1$"}, set()),
    ("unsafe-pattern", ERROR, {"type": "string", "pattern": r"^(\w+)\1(a|b)*a(a|b){40}(a+)+$"}, set()),
    ("suspicious-pattern", WARNING, {"type": "string", "pattern": r"\Aabc\z"}, set()),
    ("pattern-flags", WARNING, {"type": "string", "pattern": "(?i)abc"}, set()),
    ("legacy-pattern", NOTE, {"type": "string", "pattern": r"^a\-b\_$"}, set()),
    ("schema-not-object", ERROR, 5, KEYWORDS),
    ("schema-not-object", ERROR, "string", KEYWORDS),
    ("schema-not-object", ERROR, ["string"], KEYWORDS - {"items"}),
    ("wrong-type", WARNING, None, set()),
    ("wrong-type", WARNING, {"type": "string", "minLength": "many"}, set()),
    ("wrong-type", WARNING, {"type": "object", "properties": [1]}, set()),
    ("wrong-type", WARNING, {"type": "object", "properties": {"a": {"type": "string"}}, "required": "a"}, set()),
    ("wrong-type", WARNING, {"type": "string", "description": 5}, set()),
    ("wrong-type", WARNING, {"oneOf": {"type": "string"}}, set()),
    ("wrong-type", WARNING, {"type": "string", "enum": "a"}, set()),
    ("wrong-type", WARNING, {"type": "array", "items": None}, set()),
    ("wrong-type", WARNING, {"type": "array", "items": 5}, set()),
    ("ref-dangling", ERROR, {"$ref": "#/components/schemas/Nowhere"}, set()),
    ("ref-unreadable", ERROR, {"$ref": "nowhere.yaml#/A"}, set()),
    ("ref-invalid", ERROR, {"$ref": "a\\b"}, set()),
    ("ref-by-name", WARNING, {"$ref": "Thing"}, {"another file"}),  # which has no schema of that name
    ("ref-nearest", WARNING, {"$defs": {"N": {"type": "string"}}, "properties": {"a": {"$ref": "#/$defs/N"}}}, set()),
    ("unknown-type", WARNING, {"type": "int"}, set()),
    ("unknown-keyword", NOTE, {"type": "string", "maxLen": 3}, set()),
    ("nullable", WARNING, {"type": "string", "nullable": True}, set()),
    ("null-and-more", WARNING, {"type": "null", "allOf": [THING]}, set()),
    ("null-and-more", WARNING, {"type": "null", **THING}, set()),
    ("duplicate-required", WARNING, {"properties": {"a": {"type": "string"}}, "required": ["a", "a"]}, set()),
    ("duplicate-enum", WARNING, {"type": "string", "enum": ["a", "b", "a"]}, set()),
    ("empty-enum", WARNING, {"type": "string", "enum": []}, set()),
    ("enum-value-type", WARNING, {"type": "string", "enum": ["a", 5]}, set()),
    ("conflicting-all-of", WARNING, {"allOf": [{"type": "string"}, {"type": "integer"}]}, set()),
    ("impossible-limits", WARNING, {"type": "integer", "minimum": 5, "maximum": 1}, set()),
    ("impossible-limits", WARNING, {"type": "string", "minLength": 5, "maxLength": 1}, set()),
    ("impossible-limits", WARNING, {"type": "number", "minimum": 1, "exclusiveMaximum": 1}, set()),
    ("impossible-limits", WARNING, {"type": "array", "minItems": 5, "maxItems": 1}, set()),
    ("impossible-limits", WARNING, {"type": "object", "minProperties": 5, "maxProperties": 1}, set()),
    (
        "impossible-limits",
        WARNING,
        {"type": "object", "properties": {"a": {}}, "minProperties": 5, "maxProperties": 1},
        set(),
    ),
    (
        "required-undeclared",
        WARNING,
        {"type": "object", "required": ["x"], "properties": {"a": {}}, "additionalProperties": False},
        CONDITIONS,  # which declare no properties
    ),
    ("description-reference", WARNING, {"type": "string", "description": {"$ref": "prose.md"}}, set()),
    ("tuple-items", WARNING, {"type": "array", "items": [{"type": "string"}, {"type": "integer"}]}, set()),
    (
        "properties-reference",
        WARNING,
        {"type": "object", "properties": {"$ref": "#/components/schemas/Thing/properties"}},
        set(),
    ),
    ("discriminator-without-name", WARNING, {"oneOf": [THING, OTHER], "discriminator": {"mapping": {}}}, set()),
    *(
        (
            "discriminator-mapping",
            WARNING,
            {"oneOf": [THING, OTHER], "discriminator": {"propertyName": "kind", "mapping": {"a": target}}},
            set(),
        )
        for target in ("Nowhere", "#/components/schemas/Nowhere", "nowhere.yaml", "#/components/schemas/Alias")
    ),
]
"""A code, its severity, a schema that has it, and where it has not."""


def places(data: Any, pointer: Pointer = ()) -> Iterator[tuple[str, Pointer]]:
    """The places in a part of the document."""
    if isinstance(data, str) and data.startswith("<"):
        yield data.strip("<>"), pointer
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(value, (*pointer, key))


def filled(data: Any, schema: Any) -> Any:
    """The document with a schema at every place."""
    if isinstance(data, dict):
        return {key: filled(value, schema) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(value, schema) for value in data]
    return schema if isinstance(data, str) and data.startswith("<") else data


DOCUMENT: Final = yaml.safe_load(PLACES)
DOCUMENT["paths"]["/things/{id}"]["put"]["responses"] = {
    str(status): {"description": "ok", "content": {"application/json": {"schema": yaml.safe_load(line)}}}
    for status, line in enumerate(INSIDE.strip().splitlines(), start=200)
}
POINTERS: Final = {**dict(places(DOCUMENT)), "another file": ("Faulty",)}


def said(folder: Path, schema: Any) -> list[Diagnostic]:
    """What is said about the document with a schema at every place, in this file and in another."""
    (folder / "prose.md").write_text("Prose: *yes*.\n")
    (folder / "other.json").write_text(json.dumps({"Faulty": schema}))
    (folder / "document.json").write_text(json.dumps(filled(DOCUMENT, schema)))
    return list(generate(folder / "document.json", Config(package="made")).diagnostics)


@pytest.mark.parametrize(
    ("code", "severity", "schema", "exempt"),
    FAULTS,
    ids=[f"{code} {json.dumps(schema)}" for code, _, schema, _ in FAULTS],
)
def test_it_is_said_everywhere(code: str, severity: Severity, schema: Any, exempt: set[str], tmp_path: Path) -> None:
    found = [each for each in said(tmp_path, schema) if each.code == code and each.severity is severity]
    silent = []
    for place, pointer in POINTERS.items():
        file = "other.json" if place == "another file" else "document.json"
        around = (each for each in found if Path(each.location.file).name == file)
        if not any(each.location.pointer[: len(pointer)] == pointer for each in around):
            silent.append(place)
    assert set(silent) == exempt
