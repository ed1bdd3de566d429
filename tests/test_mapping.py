"""`docs/mapping.md` speaks of every keyword there is, and what it says is used is used."""

from __future__ import annotations

import ast
import csv
import importlib.resources
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.corpus.keywords import listed, missing
from tests.shared import CORPUS, needs

ROOT = Path(__file__).resolve().parent.parent
SMALL = 1_300_000
"""Documents of so many bytes are read here; `make corpus` reads all."""

_VERSIONS = ("v2.0", "v3.0", "v3.1", "v3.2")
VOCABULARIES = ("applicator", "content", "core", "format-annotation", "meta-data", "unevaluated", "validation")


def official() -> set[str]:
    """Every field of OpenAPI 2.0 to 3.2 and every keyword of JSON Schema 2020-12, from their own schemas."""
    found: set[str] = set()
    for version in _VERSIONS:
        file = importlib.resources.files("openapi_spec_validator") / "resources" / "schemas" / version / "schema.json"
        found |= set(_properties(json.loads(file.read_text(encoding="utf-8"))))
    schemas = importlib.resources.files("jsonschema_specifications") / "schemas" / "draft202012" / "vocabularies"
    for name in VOCABULARIES:
        found |= set(json.loads((schemas / name).read_text(encoding="utf-8"))["properties"])
    return {name for name in found if not name.startswith("x-")}


def _properties(schema: Any) -> Iterator[str]:
    """The names of the properties that a schema describes, at any depth."""
    if isinstance(schema, dict):
        named = schema.get("properties")
        if isinstance(named, dict):
            yield from named
        for value in schema.values():
            yield from _properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _properties(value)


def string_constants() -> set[str]:
    """The words of all strings in the generator that are not documentation."""
    found: set[str] = set()
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
                found |= {node.value, *re.findall(r"[$\w-]+", node.value)} if len(node.value) < 300 else set()
    return found


def test_every_keyword_has_a_row() -> None:
    assert official() - listed()[0] - listed()[1] == set()


def test_what_is_used_is_used() -> None:
    used, unused = listed()
    assert used - string_constants() == set()
    assert used & unused == set()


@needs(CORPUS)
def test_real_documents_have_no_other_keywords() -> None:
    known = official()
    found: dict[str, str] = {}
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        for entry in csv.DictReader(lines, delimiter="\t"):
            if int(entry["bytes"]) <= SMALL:
                found |= missing(CORPUS / entry["file"])
    # What no specification knows is reported by the generator itself (`unknown-keyword`).
    assert {name: place for name, place in found.items() if name.partition(": ")[2] in known} == {}
