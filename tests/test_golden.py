"""Every case folder: the output is what is expected, what black would write, what both type checkers accept."""

from __future__ import annotations

import difflib
import importlib
import subprocess
import sys
from pathlib import Path

import black
import pytest
from black.mode import TargetVersion

from tests import cases_support
from tests.cases_support import case_names, diagnostics_text, expected_files, generated, own_files

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("case", case_names())
def test_output_is_as_expected(case: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite-golden"):
        cases_support.rewrite(case)
    actual, expected = own_files(generated(case)), expected_files(case)
    assert sorted(actual) == sorted(expected)
    for name, text in actual.items():
        difference = difflib.unified_diff(expected[name].splitlines(), text.splitlines(), "expected", name, lineterm="")
        assert text == expected[name], "\n".join(difference)
    assert diagnostics_text(generated(case)) == (cases_support.CASES / case / "diagnostics.txt").read_text("utf-8")


@pytest.mark.parametrize("case", case_names())
def test_output_is_what_black_writes(case: str) -> None:
    mode = black.Mode(line_length=120, target_versions={TargetVersion.PY311})
    for name, text in own_files(generated(case)).items():
        if name.endswith(".py"):
            assert black.format_str(text, mode=mode) == text, name


@pytest.mark.parametrize("case", case_names())
def test_every_module_imports(case: str, packages_folder: Path) -> None:
    for name in generated(case).files:
        if name.endswith(".py"):
            importlib.import_module(".".join([case, *Path(name).with_suffix("").parts]).removesuffix(".__init__"))


CHECKERS = {
    "mypy": ["mypy", "--strict", "--no-incremental", "--python-version", "3.11", "--config-file="],
    "pyright": ["pyright", "--pythonpath", sys.executable, "--pythonversion", "3.11"],
}


@pytest.mark.parametrize(
    "checker", [pytest.param(name, marks=pytest.mark.xdist_group(f"packages under {name}")) for name in CHECKERS]
)
def test_type_checkers_accept_every_package(checker: str, packages_folder: Path) -> None:
    command = [sys.executable, "-m", *CHECKERS[checker], *case_names()]
    run = subprocess.run(command, cwd=packages_folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
