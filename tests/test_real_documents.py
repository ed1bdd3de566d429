"""Large real documents go through, without a traceback, with located diagnostics for what is not understood."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import CORPUS, needs

ROOT = Path(__file__).resolve().parent.parent


@needs(CORPUS)
@pytest.mark.parametrize(
    ("name", "operations"),
    [("github_api.json", 1223), ("twilio_conversations_v1.json", 103), ("openai.yaml", 288)],
)
def test_every_operation_comes_out(name: str, operations: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "generate", str(CORPUS / name), "--output", str(tmp_path)]
    run = subprocess.run([*command, "--package", "api"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert count_request_functions(tmp_path / "api" / "operations") == operations
    sizes = lines_of_modules(tmp_path / "api")
    assert max(sizes) <= 4_000
    assert sum(sizes) <= 100_000, "what generates more than a team can review has lost the reader"


def count_request_functions(folder: Path) -> int:
    count = 0
    for path in folder.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            count += isinstance(node, ast.FunctionDef)
    return count


def lines_of_modules(folder: Path) -> list[int]:
    """The lines of each module but those of the runtime."""
    own = [path for path in folder.rglob("*.py") if "_runtime" not in path.parts]
    return [path.read_text(encoding="utf-8").count("\n") for path in own]
