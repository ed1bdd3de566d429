"""The examples of the specification's XML Object: what each schema makes of a value, and reads back."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Severity
from openapi_vendor.pipeline import generate
from tests.cases_support import write_package

_HERE = "#/components/schemas/"
_TEXT = {"type": "string"}
_ANIMALS: dict[str, Any] = {"animals": ["a", "b"]}


def _zoo(animals: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {"animals": animals}}


def _array(items: dict[str, Any] | None = None, **xml: Any) -> dict[str, Any]:
    return _zoo(
        {"type": "array", "items": {**_TEXT, **({"xml": items} if items else {})}, **({"xml": xml} if xml else {})}
    )


_PERSON = {
    "type": "object",
    "properties": {
        "id": {"type": "integer", "format": "int32", "xml": {"attribute": True}},
        "name": {**_TEXT, "xml": {"namespace": "https://example.com/schema/sample", "prefix": "sample"}},
    },
}
_SAMPLE = 'xmlns:sample="https://example.com/schema/sample"'
_DATA = {"type": "object", "xml": {"name": "d", "namespace": "urn:d"}, "properties": {"v": _TEXT}}

EXAMPLES: dict[str, tuple[dict[str, Any], Any, str]] = {
    "Element": (_zoo(_TEXT), {"animals": "x"}, "<Element><animals>x</animals></Element>"),
    "Array": (_array(), _ANIMALS, "<Array><animals>a</animals><animals>b</animals></Array>"),
    "Replaced": (
        _zoo({**_TEXT, "xml": {"name": "animal"}}),
        {"animals": "x"},
        "<Replaced><animal>x</animal></Replaced>",
    ),
    "Person": (
        _PERSON,
        {"id": 123, "name": "example"},
        f'<Person id="123"><sample:name {_SAMPLE}>example</sample:name></Person>',
    ),
    "Items": (_array({"name": "animal"}), _ANIMALS, "<Items><animal>a</animal><animal>b</animal></Items>"),
    "External": (
        _array({"name": "animal"}, name="aliens"),
        _ANIMALS,
        "<External><animal>a</animal><animal>b</animal></External>",
    ),
    "Wrapped": (
        _array(wrapped=True),
        _ANIMALS,
        "<Wrapped><animals><animals>a</animals><animals>b</animals></animals></Wrapped>",
    ),
    "Both": (
        _array({"name": "animal"}, name="aliens", wrapped=True),
        _ANIMALS,
        "<Both><aliens><animal>a</animal><animal>b</animal></aliens></Both>",
    ),
    "Outer": (
        _array(name="aliens", wrapped=True),
        _ANIMALS,
        "<Outer><aliens><aliens>a</aliens><aliens>b</aliens></aliens></Outer>",
    ),
    "Named": (_DATA, {"v": " a "}, '<d xmlns="urn:d"><v> a </v></d>'),
    "Nested": (
        _zoo(
            {
                "type": "array",
                "xml": {"wrapped": True},
                "items": {
                    "type": "array",
                    "xml": {"name": "row", "wrapped": True},
                    "items": {"type": "integer", "xml": {"name": "cell"}},
                },
            }
        ),
        {"animals": [[1, 2], [3]]},
        "<Nested><animals><row><cell>1</cell><cell>2</cell></row><row><cell>3</cell></row></animals></Nested>",
    ),
    "Rows": (
        _zoo(
            {
                "type": "array",
                "items": {
                    "type": "array",
                    "xml": {"name": "row", "wrapped": True},
                    "items": {"type": "integer", "xml": {"name": "cell"}},
                },
            }
        ),
        {"animals": [[1, 2], []]},
        "<Rows><row><cell>1</cell><cell>2</cell></row><row/></Rows>",
    ),
    "Free": (
        {"type": "object", "properties": {"a": {}}, "additionalProperties": True},
        {"a": {"b": ["1", {"@c": "2", "#text": "t"}]}, "d": "x"},
        '<Free><a><b>1</b><b c="2">t</b></a><d>x</d></Free>',
    ),
    "Typed": (
        {
            "type": "object",
            "properties": {
                "b": {"type": "boolean"},
                "n": {"type": "number"},
                "t": {"type": ["string", "null"]},
                "l": {"type": "array", "items": {"type": ["integer", "null"]}},
            },
            "required": ["t", "l"],
        },
        {"b": False, "n": 1.5, "t": "null", "l": [1, None]},
        "<Typed><b>false</b><n>1.5</n><t>null</t><l>1</l>"
        '<l xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></Typed>',
    ),
}
"""OpenAPI 3.1.1 "XML Object Examples", and the corners that they leave open."""

_REFERENCE = {"$ref": "#/components/schemas/Html"}
EXAMPLES_3_2: dict[str, tuple[dict[str, Any], Any, str]] = {
    "Html": ({"type": "string", "xml": {"nodeType": "cdata"}}, None, ""),
    "Animal": (
        {"type": "object", "properties": {"kind": {**_TEXT, "xml": {"nodeType": "text"}}}},
        {"kind": "cat & dog"},
        "<Animal>cat &amp; dog</Animal>",
    ),
    "Documentation": (
        {
            "type": "object",
            "properties": {
                "lang": {**_TEXT, "xml": {"nodeType": "attribute"}},
                "content": {**_TEXT, "xml": {"nodeType": "cdata"}},
            },
        },
        {"lang": "en", "content": "<b>]]></b>"},
        '<Documentation lang="en"><![CDATA[<b>]]]]><![CDATA[></b>]]></Documentation>',
    ),
    "Page": (
        {"type": "object", "properties": {"content": _REFERENCE}},
        {"content": "<p/>"},
        "<Page><![CDATA[<p/>]]></Page>",
    ),
    "Elements": (
        _array({"name": "animal"}, nodeType="element", name="aliens"),
        _ANIMALS,
        "<Elements><aliens><animal>a</animal><animal>b</animal></aliens></Elements>",
    ),
    "Referring": (
        _zoo({"type": "array", "items": {"$ref": "#/components/schemas/Animal"}}),
        {"animals": [{"kind": "a"}]},
        "<Referring><Animal>a</Animal></Referring>",
    ),
}
"""OpenAPI 3.2 `nodeType`, and names that are those of components."""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ModuleType]:
    folder = tmp_path_factory.mktemp("xml")
    sys.path.insert(0, str(folder))
    try:
        return {
            version: _package(folder, version, examples)
            for version, examples in (("3.1.1", EXAMPLES), ("3.2.0", EXAMPLES_3_2))
        }
    finally:
        sys.path.remove(str(folder))


def _package(folder: Path, version: str, examples: dict[str, tuple[dict[str, Any], Any, str]]) -> ModuleType:
    document = {
        "openapi": version,
        "info": {"title": "Examples", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {
            f"/{name}": {
                "put": {
                    "operationId": name,
                    "tags": ["all"],
                    "requestBody": {
                        "content": {"application/xml": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
                    },
                    "responses": {"204": {"description": "Done."}},
                }
            }
            for name in examples
        },
        "components": {"schemas": {name: schema for name, (schema, _, _) in examples.items()}},
    }
    path = folder / f"{version}.json"
    path.write_text(json.dumps(document))
    name = f"xml_examples_{version.replace('.', '_')}"
    result = generate(path, Config(package=name))
    assert not [each for each in result.diagnostics if each.severity is Severity.ERROR]
    write_package(result, folder)
    return importlib.import_module(name)


ROWS = [
    *(("3.1.1", name) for name in EXAMPLES),
    *(("3.2.0", name) for name, (_, _, xml) in EXAMPLES_3_2.items() if xml),
]


@pytest.mark.parametrize(("version", "name"), ROWS)
def test_the_examples_of_the_specification(packages: dict[str, ModuleType], version: str, name: str) -> None:
    package = packages[version]
    _, value, xml = (EXAMPLES | EXAMPLES_3_2)[name]
    model, drift = package._runtime.codec_for(getattr(package.models, name)).convert(value)
    assert drift == ()
    request = getattr(package.operations.all, name.lower())(body=model)
    written = request.payload.content
    assert written.decode().partition("\n")[2] == xml
    content = request.operation.body[0]
    assert content.decode(written, "application/xml") == (model, ())
    assert content.decode(xml.encode("utf-16"), "application/xml; charset=utf-16") == (model, ())
