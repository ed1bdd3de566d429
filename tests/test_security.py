"""SECURITY.md names the tests that hold its promises: they are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROWS = [line for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines() if re.match(r"\| [A-Z]", line)]
NAMED = sorted({name for row in ROWS for name in re.findall(r"`(tests/[^`]+)`", row)})


def test_there_are_promises() -> None:
    assert len(ROWS) > 12


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:50])
def test_every_promise_has_a_test(row: str) -> None:
    assert "`tests/" in row.rpartition(" | ")[2]


@pytest.mark.parametrize("name", NAMED)
def test_it_exists(name: str) -> None:
    path, _, function = name.partition("::")
    assert (ROOT / path).exists()
    if function:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
