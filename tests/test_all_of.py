"""Every keyword that `allOf` brings twice holds twice: what a package accepts is what JSON Schema accepts.

Two schemas of each row are joined in every way that a document has: as branches, beside `allOf`, by reference, as a
sibling of `$ref`, as the first and last of three branches, and as branches of branches.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema_rs
import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Severity
from openapi_vendor.pipeline import generate
from tests.cases_support import write_package

ROWS: dict[str, tuple[Any, Any, list[Any]]] = {
    "multiple_of": ({"type": "number", "multipleOf": 2.5}, {"multipleOf": 2}, [0, 2, 2.5, 4, 5, 10, 20, 12.5]),
    "multiple_of_whole": ({"type": "integer", "multipleOf": 4}, {"multipleOf": 6}, [4, 6, 12, 24, 18]),
    "multiple_of_fractions": ({"type": "number", "multipleOf": 0.25}, {"multipleOf": 0.1}, [0.25, 0.1, 0.5, 0.7, 1]),
    "minimum": ({"type": "integer", "minimum": 2}, {"minimum": 5}, [1, 3, 5]),
    "exclusive": ({"type": "number", "minimum": 5}, {"exclusiveMinimum": 5}, [4, 5, 5.5]),
    "maximum": ({"type": "integer", "maximum": 9}, {"maximum": 5}, [3, 7, 10]),
    "exclusive_maximum": ({"type": "number", "exclusiveMaximum": 9}, {"exclusiveMaximum": 5}, [3, 5, 7, 10]),
    "min_length": ({"type": "string", "minLength": 2}, {"minLength": 3}, ["a", "ab", "abc"]),
    "max_length": ({"type": "string", "maxLength": 1}, {"maxLength": 2}, ["a", "ab", "abc"]),
    "pattern": ({"type": "string", "pattern": "^a"}, {"pattern": "b$"}, ["a", "b", "ab", "acb"]),
    "type": ({"type": ["string", "integer"]}, {"type": ["integer", "boolean"]}, ["a", 1, True]),
    "type_number": ({"type": "number"}, {"type": "integer"}, [1, 1.5]),
    "type_null": ({"type": ["string", "null"]}, {"type": ["string", "null"], "minLength": 2}, ["a", "ab", None]),
    "enum": ({"enum": ["a", "b", 1]}, {"enum": ["b", "c", 1]}, ["a", "b", "c", 1, 2]),
    "const": ({"enum": ["a", "b"]}, {"const": "b"}, ["a", "b"]),
    "enum_and_const": ({"enum": ["a", "b"], "const": "b"}, {"enum": ["b", "c"]}, ["a", "b", "c"]),
    "enum_of_fractions": ({"enum": [1.5, 2.5]}, {"enum": [2.5, 3]}, [1.5, 2.5, 3]),
    "enum_and_limit": ({"type": "integer", "enum": [1, 5, 9]}, {"minimum": 4}, [1, 5, 9]),
    "enum_and_length": ({"type": "string", "enum": ["a", "abc"]}, {"minLength": 2}, ["a", "abc"]),
    "enum_and_pattern": ({"type": "string", "enum": ["a", "b"]}, {"pattern": "b"}, ["a", "b"]),
    "not": ({"type": "integer", "not": {"const": 1}}, {"not": {"const": 2}}, [1, 2, 3]),
    "if": (
        {"type": "integer", "if": {"minimum": 5}, "then": {"multipleOf": 2}},
        {"if": {"maximum": 2}, "then": {"const": 1}, "else": {"multipleOf": 3}},
        [0, 1, 3, 6, 8, 9, 12],
    ),
    "contains": ({"type": "array", "contains": {"const": 1}}, {"contains": {"const": 2}}, [[1], [2], [1, 2], []]),
    "contains_many": (
        {"type": "array", "contains": {"type": "integer"}, "minContains": 2},
        {"contains": {"type": "string"}, "maxContains": 1},
        [[1, 2], [1, 2, "a"], [1, "a"], [1, 2, "a", "b"]],
    ),
    "unique_items": ({"type": "array", "uniqueItems": True}, {"uniqueItems": False}, [[1, 1], [1, 2]]),
    "min_items": ({"type": "array", "minItems": 1}, {"minItems": 2}, [[], [1], [1, 2]]),
    "max_items": ({"type": "array", "maxItems": 1}, {"maxItems": 2}, [[], [1], [1, 2]]),
    "items": ({"type": "array", "items": {"minimum": 2}}, {"items": {"maximum": 4}}, [[1], [3], [5], ["a"]]),
    "items_types": (
        {"type": "array", "items": {"type": ["string", "integer"]}},
        {"items": {"type": ["integer", "boolean"]}},
        [["a"], [1], [True]],
    ),
    "items_false": ({"type": "array", "items": False}, {"items": {"type": "integer"}}, [[], [1], ["a"]]),
    "prefix_items": (
        {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]},
        {"prefixItems": [{"minimum": 2}], "items": {"maxLength": 1}},
        [[1], [2], [2, "a"], [2, "ab"], [2, "a", "ab"], ["a"], [2, 3]],
    ),
    "prefix_and_items": (
        {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "string"}},
        {"items": {"maximum": 4}},
        [[1], [5], [1, "a"], [1, 2], ["a"]],
    ),
    "closed_prefix": (
        {"type": "array", "prefixItems": [{"type": "integer"}], "items": False},
        {"prefixItems": [{}, {"type": "string"}]},
        [[], [1], [1, "a"]],
    ),
    "properties": (
        {"type": "object", "properties": {"a": {"type": "integer", "minimum": 2}}},
        {"properties": {"a": {"maximum": 4}, "b": {"type": "string"}}},
        [{}, {"a": 1}, {"a": 3}, {"a": 5}, {"b": 1}, {"b": "x"}],
    ),
    "required": (
        {"type": "object", "required": ["a"]},
        {"required": ["b"]},
        [{}, {"a": 1}, {"b": 1}, {"a": 1, "b": 1}],
    ),
    "additional_properties": (
        {"type": "object", "additionalProperties": {"minimum": 2}},
        {"additionalProperties": {"maximum": 4}},
        [{"a": 1}, {"a": 3}, {"a": 5}, {"a": "x"}],
    ),
    "extra_and_named": (
        {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}},
        {"additionalProperties": {"maximum": 4}},
        [{"a": "x"}, {"b": 3}, {"b": 5}, {"b": "x"}],
    ),
    "pattern_properties": (
        {"type": "object", "patternProperties": {"^a": {"type": "integer"}}},
        {"patternProperties": {"^a": {"minimum": 3}, "z$": {"maximum": 5}}},
        [{"a": "x"}, {"a": 1}, {"a": 4}, {"az": 6}, {"az": 4}, {"b": "x"}, {"z": 9}],
    ),
    "property_names": (
        {"type": "object", "propertyNames": {"maxLength": 3}},
        {"propertyNames": {"pattern": "^a"}},
        [{"a": 1}, {"b": 1}, {"abcd": 1}],
    ),
    "property_names_enum": (
        {"type": "object", "propertyNames": {"enum": ["a", "b"]}},
        {"propertyNames": {"enum": ["b", "c"]}},
        [{"a": 1}, {"b": 1}, {"c": 1}],
    ),
    "min_properties": ({"type": "object", "minProperties": 1}, {"minProperties": 2}, [{}, {"a": 1}, {"a": 1, "b": 1}]),
    "max_properties": ({"type": "object", "maxProperties": 1}, {"maxProperties": 2}, [{"a": 1}, {"a": 1, "b": 1}]),
    "dependent_required": (
        {"type": "object", "dependentRequired": {"a": ["b"]}},
        {"dependentRequired": {"a": ["c"], "b": ["d"]}},
        [{"a": 1}, {"a": 1, "b": 1}, {"a": 1, "b": 1, "c": 1, "d": 1}, {"b": 1}],
    ),
    "dependent_schemas": (
        {"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}},
        {"dependentSchemas": {"a": {"maxProperties": 2}}},
        [{"a": 1}, {"a": 1, "b": 1}, {"a": 1, "b": 1, "c": 1}, {"b": 1}],
    ),
    "one_of": (
        {"oneOf": [{"type": "integer"}, {"type": "string"}]},
        {"oneOf": [{"type": "integer", "minimum": 5}, {"type": "boolean"}]},
        [1, 5, "a", True],
    ),
    "any_of": (
        {"anyOf": [{"type": "integer"}, {"type": "string", "minLength": 2}]},
        {"anyOf": [{"type": "string"}, {"type": "integer", "multipleOf": 2}]},
        [1, 2, "a", "ab", True],
    ),
    "one_of_and_any_of": (
        {"oneOf": [{"type": "integer"}, {"type": "integer", "minimum": 5}, {"type": "string"}]},
        {"anyOf": [{"type": "integer", "maximum": 9}, {"type": "string", "maxLength": 1}]},
        [1, 5, 10, "a", "ab"],
    ),
    "one_of_objects": (
        {
            "oneOf": [
                {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]},
                {"type": "object", "properties": {"b": {"type": "integer"}}, "required": ["b"]},
            ]
        },
        {"anyOf": [{"type": "object", "required": ["c"]}, {"type": "object", "required": ["d"]}]},
        [{"a": 1}, {"a": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}, {"b": 1, "d": 1}, {"c": 1}],
    ),
    "one_of_and_limit": (
        {"oneOf": [{"type": "integer"}, {"type": "string"}]},
        {"minimum": 5, "maxLength": 2},
        [1, 5, "a", "abc"],
    ),
    "unevaluated": (
        {"type": "object", "properties": {"a": {}}, "unevaluatedProperties": {"type": "integer"}},
        {"type": "object", "properties": {"b": {}}},
        [{"a": "x"}, {"c": 1}, {"c": "x"}],
    ),
    "false": ({"type": "integer"}, False, [1, "a", None]),
    "true": ({"type": "integer"}, True, [1, "a"]),
}


def joined(first: Any, second: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every way to say that both hold, with a word for it."""
    one, two = ({"$ref": f"#/components/schemas/{name}{part}"} for part in ("First", "Second"))
    yield "Branches", {"allOf": [first, second]}
    yield "Turned", {"allOf": [second, first]}
    yield "References", {"allOf": [one, two]}
    yield "Three", {"allOf": [first, {"description": "Between."}, second]}
    yield "Nested", {"allOf": [{"allOf": [first]}, {"allOf": [two, first]}]}
    if isinstance(second, dict):
        yield "Worker", {"allOf": [first], **second}
        yield "BesideReference", {**one, **second}
        yield "ReferenceAndMore", {"allOf": [one], **second}


def holder(schema: Any) -> Any:
    """An object that has what fits `schema`: a component that is not an object may share its type with another."""
    return {"type": "object", "required": ["held"], "properties": {"held": schema}}


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row, (first, second, _) in ROWS.items():
        name = "".join(word.capitalize() for word in row.split("_"))
        found |= {f"{name}First": first, f"{name}Second": second}
        for way, schema in joined(first, second, name):
            found |= {
                f"{name}{way}": schema,
                f"{name}{way}Holder": holder({"$ref": f"#/components/schemas/{name}{way}"}),
            }
            found[f"{name}{way}InlineHolder"] = holder(schema)
    return found


@pytest.fixture(scope="module")
def twice(schemas: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    folder = tmp_path_factory.mktemp("twice")
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}
    path = folder / "document.json"
    path.write_text(json.dumps({**document, "components": {"schemas": schemas}}), "utf-8")
    result = generate(path, Config(package="twice"))
    assert not [each for each in result.diagnostics if each.severity is Severity.ERROR]
    write_package(result, folder)
    sys.path.insert(0, str(folder))
    return importlib.import_module("twice")


@pytest.mark.parametrize("row", ROWS)
def test_both_hold(row: str, schemas: dict[str, Any], twice: ModuleType) -> None:
    name = "".join(word.capitalize() for word in row.split("_"))
    first, second, values = ROWS[row]
    wrong = []
    for way, schema in joined(first, second, name):
        judge = jsonschema_rs.Draft202012Validator({**holder(schema), "components": {"schemas": schemas}})
        for kind in ("Holder", "InlineHolder"):
            codec = twice._runtime.codec_for(f"models.{name}{way}{kind}")
            for value in values:
                is_valid = judge.is_valid({"held": value})
                if codec.fits({"held": value}, is_open=True) != is_valid:
                    wrong.append(f"{way}{kind}: {json.dumps(value)} is {'' if is_valid else 'in'}valid")
    assert not wrong


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_a_branch_that_only_says_or_null(version: str, tmp_path: Path) -> None:
    stamp = {"type": "string", "format": "date-time"}
    reference = {"$ref": "#/components/schemas/Stamp"}
    rows: dict[str, tuple[Any, bool]] = {
        "silent": ({"allOf": [reference, {"nullable": True}]}, True),
        "first": ({"allOf": [{"nullable": True, "description": "d"}, reference]}, True),
        "inline": ({"allOf": [stamp, {"nullable": True}]}, True),
        "typed": ({"allOf": [reference, {"type": "string", "nullable": True}]}, True),
        "beside": ({"allOf": [reference], "nullable": True}, True),
        "neither": ({"allOf": [reference, {"description": "d"}]}, False),
        "narrowed": ({"allOf": [{"type": "string", "nullable": True}, {"type": "string"}]}, False),
    }
    if version == "3.1.0":
        rows["vain"] = ({"allOf": [reference, {"type": ["string", "null"]}]}, False)
    properties = {name: schema for name, (schema, _) in rows.items()}
    schemas = {"Stamp": stamp, "Stamps": {"type": "object", "properties": properties}}
    path = tmp_path / "document.json"
    document = {"openapi": version, "info": {"title": "T", "version": "1"}, "paths": {}}
    path.write_text(json.dumps({**document, "components": {"schemas": schemas}}), "utf-8")
    package = f"or_null_{version.replace('.', '_')}"
    result = generate(path, Config(package=package))
    write_package(result, tmp_path)
    sys.path.insert(0, str(tmp_path))
    codec = importlib.import_module(package)._runtime.codec_for("models.Stamps")
    for name, (_, is_nullable) in rows.items():
        assert codec.fits({name: None}) == is_nullable, name
    codes = [each.code for each in result.diagnostics]
    assert codes.count("nullable-branch") == 4
    assert codes.count("null-in-a-branch") == (version == "3.1.0")
