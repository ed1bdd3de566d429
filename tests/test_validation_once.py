"""What the validation and our own reading both find is said once, by the reading; nothing else is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Severity
from openapi_vendor.pipeline import generate
from tests.test_rejected import HALF_VALID, REJECTED, cases, generated

OK = {"204": {"description": "ok"}}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def document(operation: dict[str, Any], path: str = "/things/{id}", **rest: Any) -> dict[str, Any]:
    paths = {path: {"get": {"operationId": "one", "responses": OK, **operation}}}
    return {"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths, **rest}


FAULTS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a keyword of the wrong type": (
        document({"parameters": [ID]}, components={"schemas": {"A": {"type": "string", "minLength": "many"}}}),
        ["wrong-type"],
    ),
    "a type that does not exist": (
        document({"parameters": [ID]}, components={"schemas": {"A": {"type": "int"}}}),
        ["unknown-type"],
    ),
    "a parameter in a place that does not exist": (
        document({"parameters": [ID, {"name": "q", "in": "Query", "schema": {}}]}),
        ["parameter-place"],
    ),
    "a parameter without a schema": (
        document({"parameters": [ID, {"name": "q", "in": "query"}]}),
        ["parameter-without-schema"],
    ),
    "a status in lower case": (
        document({"parameters": [ID], "responses": {**OK, "4xx": {"description": "no"}}}),
        ["status-case"],
    ),
    "a path parameter that is not declared, and one that is not in the path": (
        document({"parameters": [{**ID, "name": "ID"}]}),
        ["undeclared-path-parameter", "unused-path-parameter"],
    ),
    "two flags of other places": (
        document({"parameters": [{**ID, "allowReserved": True, "allowEmptyValue": True}]}, openapi="3.1.0"),
        ["parameter-flag", "parameter-flag"],
    ),
    "what only the specification knows": (document({"parameters": [ID], "sumary": "x"}), ["spec-field"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_once(fault: str, tmp_path: Path) -> None:
    data, codes = FAULTS[fault]
    (tmp_path / "a.json").write_text(json.dumps(data))
    found = list(generate(tmp_path / "a.json", Config(package="made")).diagnostics)
    assert sorted(each.code for each in found if each.severity >= Severity.WARNING) == codes
    strict = list(generate(tmp_path / "a.json", Config(package="made", strict=True)).diagnostics)
    assert [each.code for each in strict] == [each.code for each in found]
    assert {each.severity for each in strict if each.code in codes} == {Severity.ERROR}


def test_a_hint_of_the_specification_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(FAULTS["a parameter in a place that does not exist"][0]))
    (found,) = generate(tmp_path / "a.json", Config(package="made")).diagnostics
    assert found.hint == "Did you mean 'query'?"


APART = {("spec-unchecked", code) for code in ("invalid-path", "wrong-type", "newer-version")}
"""What the validation could not check on account of the fault that is reported."""


@pytest.mark.parametrize("case", [*cases(REJECTED), *cases(HALF_VALID)])
def test_no_place_has_a_fault_twice(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = REJECTED if case in cases(REJECTED) else HALF_VALID
    monkeypatch.chdir(folder)
    found = list(generated(folder, case).diagnostics)
    ours = [each for each in found if not each.code.startswith("spec-") and each.severity >= Severity.WARNING]
    twice = {
        (spec.code, own.code)
        for spec in found
        for own in ours
        if spec.code.startswith("spec-") and spec.location == own.location
    }
    assert twice - APART == set()
