"""Both type checkers accept the package of every case folder."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases_support import case_names, generated, own_files, write_package

CHECKERS = {
    "mypy": ["mypy", "--strict", "--no-incremental", "--python-version", "3.11", "--config-file="],
    "pyright": ["pyright", "--pythonpath", sys.executable, "--pythonversion", "3.11"],
}
RUNTIME_IMPORT = re.compile(r"^( *from )\.+_runtime\b", re.MULTILINE)


@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_accept_every_package(checker: str, tmp_path: Path) -> None:
    """The first package as it is; the others import its runtime, which is the same, so that it is checked once."""
    first, *others = case_names()
    write_package(generated(first), tmp_path)
    for case in others:
        for name, text in own_files(generated(case)).items():
            path = tmp_path / case / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(RUNTIME_IMPORT.sub(rf"\1{first}._runtime", text), encoding="utf-8")
    command = [sys.executable, "-m", *CHECKERS[checker], *case_names()]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
