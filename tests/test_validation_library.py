"""What is private of the validation's libraries is in one module, and what comes out is what their public call says."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openapi_spec_validator
import pytest
from referencing.exceptions import Unresolvable

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics
from openapi_vendor.source import Sources
from openapi_vendor.validation import check
from tests.shared import CORPUS, needs

ROOT = Path(__file__).resolve().parent
GENERATOR = ROOT.parent / "generator" / "openapi_vendor"
LIBRARY = "validation/library.py"
LIBRARIES = ("openapi_", "jsonschema", "referencing", "pathable", "attrs")
SMALL, LARGE = 260_000, 3_000_000
"""Bytes of the real documents for which both are asked: those that take a second, and those that take minutes."""

PUBLIC: dict[str, Any] = {
    "2.0": openapi_spec_validator.OpenAPIV2SpecValidator,
    "3.0": openapi_spec_validator.OpenAPIV30SpecValidator,
    "3.1": openapi_spec_validator.OpenAPIV31SpecValidator,
    "3.2": openapi_spec_validator.OpenAPIV32SpecValidator,
}
OURS_ALONE = {"spec-conflict"}
"""Paths of which only the names of parameters differ: a rule that the library lacks."""


def private_names(path: Path) -> Iterator[str]:
    """Names with an underscore that are imported from the libraries, or overridden or used of their classes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(LIBRARIES):
            names = [*node.module.split("."), *(alias.name for alias in node.names)]
            yield from (f"{node.module}: {name}" for name in names if name.startswith("_"))
    hooks = {
        "_collect_properties",
        "_validate_schema_meta",
        "_get_schema_dialect_id",
        "_make_child",
        "_clone_with_parts",
    }
    if path.relative_to(GENERATOR).as_posix() != LIBRARY:
        yield from own & hooks
        yield from {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & hooks


def test_what_is_private_is_in_one_module() -> None:
    modules = GENERATOR.rglob("*.py")
    found = {path.relative_to(GENERATOR).as_posix() for path in modules if list(private_names(path))}
    assert found == {LIBRARY}


def both(path: Path) -> tuple[list[tuple[Any, ...]], dict[tuple[Any, ...], str]]:
    """The places of what the public call finds, and of what we find with the help of the library."""
    root = Sources(Config(), Diagnostics()).load(path)
    version = str(root.data.get("openapi") or root.data.get("swagger"))[:3]
    try:
        public = PUBLIC[version](root.data, base_uri=path.resolve().as_uri()).iter_errors()
        theirs = [tuple(map(str, error.absolute_path)) for error in public]
    except (Unresolvable, RecursionError):  # it stops at the first reference that leads nowhere
        theirs = [()]
    except AttributeError:
        pytest.skip("the public call fails on files that are not schemas")
    found = check(path, Config(allow_file_refs=(CORPUS,)))[0]
    ours = {tuple(map(str, each.location.pointer)): each.code for each in found}
    return theirs, {place: code for place, code in ours.items() if code not in OURS_ALONE}


def agrees(path: Path) -> None:
    theirs, ours = both(path)
    assert bool(theirs) is bool([code for code in ours.values() if code.startswith(("spec-", "ref-"))])
    for place in theirs:
        assert any(holds(found, place) or found == place[: len(found)] for found in ours), place


def holds(whole: tuple[Any, ...], part: tuple[Any, ...]) -> bool:
    """Whether a place is, or leads through, another: theirs in a schema are told from that schema."""
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "validation").glob("*.yaml")))
def test_a_broken_rule_is_what_the_public_call_says(name: str) -> None:
    if name != "fields_that_exclude_each_other.yaml":  # the code of our own rule
        agrees(ROOT / "validation" / name)


def real(least: int, most: int) -> list[str]:
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [row["file"] for row in rows if least <= int(row["bytes"]) < most]


@needs(CORPUS)
@pytest.mark.parametrize("file", real(0, SMALL))
def test_a_real_document_is_what_the_public_call_says(file: str) -> None:
    agrees(CORPUS / file)


@pytest.mark.slow
@needs(CORPUS)
@pytest.mark.parametrize("file", real(SMALL, LARGE))
def test_a_large_document_is_what_the_public_call_says(file: str) -> None:
    agrees(CORPUS / file)
