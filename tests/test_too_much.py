"""What is too much of one thing costs that thing, or is refused with its place; never the rest without a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from openapi_vendor import pipeline
from openapi_vendor.config import Config, Limits
from openapi_vendor.diagnostics import Diagnostic, Severity
from tests.scale.shapes import document, ref


def generated(schemas: dict[str, Any], folder: Path, limits: Limits) -> pipeline.Result:
    path = folder / "document.json"
    path.write_text(json.dumps(document(schemas)))
    return pipeline.generate(path, Config(package="shape", limits=limits, validate=False))


def errors(result: pipeline.Result) -> list[Diagnostic]:
    return [found for found in result.diagnostics if found.severity is Severity.ERROR]


def inside(depth: int, as_list: bool) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value] if as_list else {"a": value}
    return value


@pytest.mark.parametrize("as_list", [True, False])
@pytest.mark.parametrize("keyword", ["enum", "const"])
def test_a_value_that_nests_too_deep_costs_its_schema(keyword: str, as_list: bool, tmp_path: Path) -> None:
    def schema(depth: int) -> dict[str, Any]:
        value = inside(depth, as_list)
        return {keyword: [value] if keyword == "enum" else value}

    schemas = {
        "S0": {
            "type": "object",
            "properties": {"deep": ref("Deep"), "text": {"type": "string"}, "inline": schema(200)},
        },
        "Deep": schema(230),
        "Fine": schema(140),
    }
    result = generated(schemas, tmp_path, Limits())
    expected: set[tuple[str | int, ...]] = {("components", "schemas", "Deep", keyword)}
    expected.add(("components", "schemas", "S0", "properties", "inline", keyword))
    assert {found.location.pointer for found in errors(result)} == expected
    assert "text: str" in result.files["models/s0.py"]


def test_a_package_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """Each extends the one before: what `allOf` inherits is written out, so the package grows faster."""
    schemas: dict[str, Any] = {"S0": {"type": "object", "properties": {"p0": {"type": "string"}}}}
    for number in range(1, 60):
        own = {"type": "object", "properties": {f"p{number}": {"type": "string"}}}
        schemas[f"S{number}"] = {"allOf": [ref(f"S{number - 1}"), own]}
    whole = generated(schemas, tmp_path, Limits())
    size = sum(map(len, whole.files.values()))
    assert generated(schemas, tmp_path, Limits(max_output=size)).files == whole.files
    refused = generated(schemas, tmp_path, Limits(max_output=size - 1))
    (found,) = errors(refused)
    assert (found.code, found.location.pointer) == ("output-too-large", ())
    assert not refused.files
