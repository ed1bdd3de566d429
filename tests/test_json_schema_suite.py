"""The verdicts of the official JSON Schema test suite (2020-12), asked of generated packages.

Each file of the suite becomes one document, with a response per schema; its package decodes every instance, and drift
is a "no". Two readings differ from the letter on purpose, and are counted apart: a schema without `type` means the
type that its keywords speak of, and a property that is not described is reported. What is `agreed` may only grow. Most
of the rest is documented: nothing is fetched, formats are checked, dynamic scopes are not followed (docs/mapping.md).
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.packages import generated, operations_of

ROOT = Path(__file__).resolve().parent.parent
SUITE = ROOT.parent / "shared" / "json-schema-test-suite" / "tests" / "draft2020-12"

jsonschema: Any = importlib.import_module("jsonschema")  # it has no types

_KINDS = {
    "object": "properties required additionalProperties patternProperties propertyNames unevaluatedProperties"
    " minProperties maxProperties dependentRequired dependentSchemas",
    "array": "items prefixItems minItems maxItems uniqueItems contains unevaluatedItems",
    "string": "pattern minLength maxLength format contentEncoding contentMediaType contentSchema",
    "number": "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
}
_CLOSING = ("additionalProperties", "unevaluatedProperties", "patternProperties")


def verdicts(file: Path, folder: Path) -> tuple[Counter[str], list[str]]:
    """How many verdicts of a file are `agreed`, `meant` (see above) or `wrong`, and which are wrong."""
    package = "suite_" + re.sub(r"\W", "_", file.stem)
    groups = json.loads(file.read_text(encoding="utf-8"))
    paths = {}
    for index, group in enumerate(groups):
        schema: Any = group["schema"]
        if isinstance(schema, dict):
            # A file of its own, because references inside it begin at its root.
            (folder / f"{package}_{index}.json").write_text(json.dumps(schema), encoding="utf-8")
            schema = {"$ref": f"./{package}_{index}.json"}
        content = {"application/json": {"schema": schema}}
        paths[f"/{index}"] = {"get": {"responses": {"200": {"description": "", "content": content}}}}
    document = folder / f"{package}.json"
    document.write_text(
        json.dumps({"openapi": "3.1.0", "info": {"title": "Suite", "version": "1"}, "paths": paths}), encoding="utf-8"
    )
    is_generated = generated(document, folder, package)
    counts: Counter[str] = Counter()
    wrong = []
    operations = operations_of(package) if is_generated else {}
    for index, group in enumerate(groups):
        operation = next(iter(operations.get(f"GET /{index}", ())), None)
        for test in group["tests"]:
            drift = _drift(operation, group["schema"], test["data"])
            if (not drift) == test["valid"]:
                counts["agreed"] += 1
            elif drift and _differs_when_typed(group["schema"], test["data"]):
                counts["meant"] += 1
            else:
                counts["wrong"] += 1
                verdict = f"{drift[0]}" if drift else "no drift"
                wrong.append(f"{file.stem}: {group['description']} / {test['description']}: {verdict}")
    return counts, wrong


def _drift(operation: Any, schema: Any, data: Any) -> list[str]:
    """What the package has against the data."""
    if operation is None:
        return ["no operation"]
    try:
        _, drift = operation.responses[200][0].codec.decode(json.dumps(data).encode())
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    is_closed = any(f'"{keyword}"' in json.dumps(schema) for keyword in _CLOSING)
    return [str(each) for each in drift if is_closed or each.expected != "no field of this name"]


def _differs_when_typed(schema: Any, data: Any) -> bool:
    """Whether the data breaks the schema as soon as the types that its keywords speak of are written down."""
    try:
        return not jsonschema.Draft202012Validator(_typed(schema)).is_valid(data)
    except Exception:
        return False


def _typed(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return schema
    typed = dict(schema)
    for keyword in ("items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties", "contains"):
        if keyword in schema:
            typed[keyword] = _typed(schema[keyword])
    for keyword in ("allOf", "anyOf", "oneOf", "prefixItems"):
        if keyword in schema:
            typed[keyword] = [_typed(each) for each in schema[keyword]]
    for keyword in ("properties", "patternProperties", "$defs"):
        if isinstance(schema.get(keyword), dict):
            typed[keyword] = {name: _typed(each) for name, each in schema[keyword].items()}
    kinds = [kind for kind, words in _KINDS.items() if any(word in schema for word in words.split())]
    if kinds and not {"type", "enum", "const"} & set(schema):
        typed["type"] = kinds
    return typed


def everything(folder: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """All files of the suite."""
    sys.path.insert(0, str(folder))
    try:
        found = {file.stem: verdicts(file, folder) for file in sorted(SUITE.glob("*.json"))}
    finally:
        sys.path.remove(str(folder))
    return {name: counts for name, (counts, _) in found.items()}, [
        line for _, wrong in found.values() for line in wrong
    ]


@pytest.mark.skipif(not SUITE.is_dir(), reason="the JSON Schema test suite is absent")
def test_verdicts_agree(tmp_path: Path) -> None:
    counts, wrong = everything(tmp_path)
    total: Counter[str] = sum(counts.values(), Counter())
    assert sum(total.values()) == 1299
    assert total["agreed"] >= 1098, "\n".join(wrong)
    assert total["wrong"] <= 64, "\n".join(wrong)
