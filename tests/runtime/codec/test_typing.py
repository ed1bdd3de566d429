"""mypy --strict and pyright understand models: constructor calls, narrowing by truth, `UNSET`."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[3] / "templates"
SAMPLE = Path(__file__).with_name("typed_sample.py")


def mypy(folder: Path) -> set[int]:
    """The lines that mypy reports."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(folder / SAMPLE.name)]
    environment = {**os.environ, "MYPYPATH": str(TEMPLATES)}
    result = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)
    found = re.findall(r"typed_sample\.py:(\d+): error", result.stdout)
    assert found, result.stdout + result.stderr
    return {int(line) for line in found}


def pyright(folder: Path) -> set[int]:
    """The lines that pyright reports."""
    (folder / "pyrightconfig.json").write_text(json.dumps({"extraPaths": [str(TEMPLATES)]}))
    command = [
        sys.executable,
        "-m",
        "pyright",
        "--pythonpath",
        sys.executable,
        "--outputjson",
        "--project",
        ".",
    ]
    result = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    diagnostics = json.loads(result.stdout)["generalDiagnostics"]
    return {one["range"]["start"]["line"] + 1 for one in diagnostics if one["severity"] == "error"}


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_exactly_the_wrong_lines_are_reported(checker: Callable[[Path], set[int]], tmp_path: Path) -> None:
    lines = SAMPLE.read_text().splitlines()
    shutil.copy(SAMPLE, tmp_path)
    assert checker(tmp_path) == {number for number, line in enumerate(lines, 1) if line.endswith("# WRONG")}
