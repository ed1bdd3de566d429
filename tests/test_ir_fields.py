"""What is lowered is used: every field of the IR is read where it is settled, written to the package or summed up."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

GENERATOR = Path(__file__).resolve().parent.parent / "generator" / "openapi_vendor"
READERS = [
    *sorted((GENERATOR / "python").rglob("*.py")),
    *(GENERATOR / f"{name}.py" for name in ("render", "pipeline", "vendor", "batch")),
    GENERATOR.parents[1] / "tests" / "corpus" / "measure.py",
]
UNREAD = {
    "Documentation": {"example", "has_example"},
    "Key": {"scope", "aspect"},
    "Counts": {"component_schemas"},
    "Numeric": {"bits"},
}
"""What only tells records apart (inline objects with other examples stay others), or is for users of the Python API."""


def records() -> dict[str, list[str]]:
    """The fields of every record of the IR."""
    found: dict[str, list[str]] = {}
    for path in sorted((GENERATOR / "ir").glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Struct" for base in node.bases):
                members = [each.target for each in node.body if isinstance(each, ast.AnnAssign)]
                found[node.name] = [each.id for each in members if isinstance(each, ast.Name)]
    return found


def read() -> set[str]:
    """Every attribute that is read, matched by keyword, or named in a string by which `getattr` reads it."""
    found: set[str] = set()
    for path in READERS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found.add(node.attr)
            elif isinstance(node, ast.MatchClass):
                found |= set(node.kwd_attrs)
                if node.patterns:
                    found |= set(records().get(ast.unparse(node.cls).rpartition(".")[2], [])[: len(node.patterns)])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                found.add(node.value)
    return found


READ = read()


@pytest.mark.parametrize("record", records())
def test_every_field_is_read(record: str) -> None:
    assert [field for field in records()[record] if field not in READ | UNREAD.get(record, set())] == []
