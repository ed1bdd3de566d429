"""The registry of schema keywords agrees with the specifications, and `docs/mapping.md` with the registry."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator
from typing import Any

import pytest

from openapi_vendor.diagnostics import Diagnostics
from openapi_vendor.document import Dialect, Schema, read_schema
from openapi_vendor.document.keywords import Keyword, Role
from openapi_vendor.document.older import OLDER
from openapi_vendor.document.schema import KEYWORDS, WITHOUT_ATTRIBUTE
from openapi_vendor.document.shapes import Holds, Reading
from openapi_vendor.source import Node, Source
from openapi_vendor.source.resources import DATA, NAMED_MEMBERS
from tests.test_mapping import VOCABULARIES
from tests.test_mapping_effects import MAPPING

CHECKED_ELSEWHERE = {"xml", "externalDocs"}
ALL = {**KEYWORDS, **WITHOUT_ATTRIBUTE}
HEADING = "## Each keyword of a schema\n\n"
VERSIONS = {Dialect.V2_0: "2.0", Dialect.V3_0: "3.0", Dialect.V3_1: "3.1", Dialect.V3_2: "3.2", None: "custom"}


def _specification(version: str) -> Any:
    file = importlib.resources.files("openapi_spec_validator") / "resources" / "schemas" / version / "schema.json"
    return json.loads(file.read_text(encoding="utf-8"))["definitions"]


def test_every_version_has_the_keywords_of_its_specification() -> None:
    found = {version: {name for name, record in ALL.items() if _has(record, version)} for version in Dialect}
    assert found[Dialect.V2_0] == set(_specification("v2.0")["schema"]["properties"])
    assert found[Dialect.V3_0] == set(_specification("v3.0")["Schema"]["properties"]) | {"$ref"}
    openapi = {"discriminator", "xml", "externalDocs", "example"}
    assert found[Dialect.V3_1] == found[Dialect.V3_2] == _of_2020_12() - set(OLDER) | openapi


def _of_2020_12() -> set[str]:
    folder = importlib.resources.files("jsonschema_specifications") / "schemas" / "draft202012" / "vocabularies"
    vocabularies = [json.loads((folder / name).read_text(encoding="utf-8"))["properties"] for name in VOCABULARIES]
    return {name for properties in vocabularies for name in properties}


def _has(record: Keyword, version: Dialect) -> bool:
    return record.since is not None and record.since <= version <= (record.until or version)


def test_parameters_of_2_0_have_the_keywords_of_their_specification() -> None:
    parameter = set(_specification("v2.0")["queryParameterSubSchema"]["properties"])
    own = {"name", "in", "required", "description", "allowEmptyValue", "collectionFormat"}
    custom = {"x-enum-descriptions"}
    assert {name for name, record in ALL.items() if record.in_parameters} - custom == parameter - own


def test_defaults() -> None:
    schema = Schema(Node({}, Source("a.json", {})))
    for record in KEYWORDS.values():
        assert getattr(schema, record.attribute) is record.default
        assert getattr(Schema, record.attribute) is record.default
        assert record.beside is None or record.beside in KEYWORDS
    annotated = {name for name in Schema.__annotations__ if name not in ("node", "always")}
    assert annotated == {record.attribute for record in KEYWORDS.values()}


@pytest.mark.parametrize("name", KEYWORDS)
def test_a_value_of_a_wrong_type_is_reported_where_it_stands(name: str) -> None:
    record = KEYWORDS[name]
    reported = [found for value in ("text", 1.5, True, [1], {"a": 1}, -1) for found in read(name, value)[1]]
    assert bool(reported) is (record.shape.expected != "a value" and name not in CHECKED_ELSEWHERE)
    for found in reported:
        assert found.location.pointer[:1] == (name,)
    assert record.shape.takes_null or read(name, None)[1] == []


def read(name: str, value: Any) -> tuple[Schema, list[Any]]:
    diagnostics = Diagnostics()
    data = {name: value}
    schema = read_schema(Node(data, Source("a.json", data)), Reading(diagnostics, lambda node: None))
    return schema, list(diagnostics)


OLDER_VALUES: dict[str, tuple[Any, dict[str, Any]]] = {
    "x-nullable": (True, {"nullable": True}),
    "$recursiveRef": ("#", {"dynamic_ref": "#"}),
    "x-enumDescriptions": (["One."], {"enum_descriptions": ["One."]}),
}


@pytest.mark.parametrize("name", OLDER_VALUES)
def test_older_keywords(name: str) -> None:
    value, attributes = OLDER_VALUES[name]
    schema, diagnostics = read(name, value)
    assert {attribute: getattr(schema, attribute) for attribute in attributes} == attributes
    assert not diagnostics


def test_what_an_older_keyword_says_beside_the_current_one() -> None:
    data = {
        "dependentRequired": {"a": ["b"]},
        "dependencies": {"c": ["d"], "e": {"required": ["f"]}, "g": 3},
        "example": 1,
        "examples": [2],
        "nullable": True,
        "x-nullable": False,
    }
    for order in (data, dict(reversed(data.items()))):
        diagnostics = Diagnostics()
        schema = read_schema(Node(order, Source("a.json", order)), Reading(diagnostics, lambda node: None))
        assert schema.dependent_required == {"a": ("b",), "c": ("d",)}
        assert schema.dependent_schemas is not None
        assert list(schema.dependent_schemas) == ["e"]
        assert schema.example is not None
        assert (schema.example.data, schema.nullable) == (1, True)
        assert [found.location.pointer for found in diagnostics] == [("dependencies", "g")]


def test_places_of_names_and_of_data_are_known_to_references() -> None:
    """`source` reads documents before their keywords are known, and has lists of its own."""
    assert {name for name, record in ALL.items() if record.shape.holds is Holds.MAP} <= NAMED_MEMBERS
    assert {name for name, record in ALL.items() if record.shape.expected == "a value" or name == "enum"} <= DATA


def table() -> Iterator[str]:
    yield "What its value must be, since when OpenAPI has it, and what counts where `allOf` brings two.\n\n"
    yield "| keyword | value | since | speaks of | twice in `allOf` |\n| --- | --- | --- | --- | --- |\n"
    for record in KEYWORDS.values():
        since = VERSIONS[record.since] + (" only" if record.until is record.since and record.until else "")
        of = f"`{record.of}`" if record.of else f"`{record.beside}`" if record.beside else "any value"
        if record.role in (Role.ANNOTATION, Role.REPRESENTATION):
            of = "readers" if record.role is Role.ANNOTATION else "how it is written"
        yield f"| `{record.name}` | {record.shape.expected} | {since} | {of} | {record.merge.value} |\n"
    yield "\n"
    names = ", ".join(f"`{older.name}` (`{older.means}`)" for older in OLDER.values())
    yield f"Read as others: {names}.\n"


def test_the_table_of_the_documentation(request: pytest.FixtureRequest) -> None:
    text = MAPPING.read_text("utf-8")
    expected = f"{text.partition(HEADING)[0]}{HEADING}{''.join(table())}"
    if request.config.getoption("--rewrite-golden"):
        MAPPING.write_text(expected, "utf-8")
        return
    assert text == expected


def test_every_keyword_has_a_row_in_prose() -> None:
    prose = MAPPING.read_text("utf-8").partition(HEADING)[0]
    assert {name for name in (*ALL, *OLDER) if f"`{name}`" not in prose} == set()
