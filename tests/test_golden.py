"""Every case folder: the output is what is expected, what black would write, what both type checkers accept."""

from __future__ import annotations

import difflib
import importlib
import re
import subprocess
import sys
from pathlib import Path

import black
import pytest
from black.mode import TargetVersion

from tests import cases_support
from tests.cases_support import case_names, diagnostics_text, expected_files, generated, own_files

RUNTIME = Path(__file__).resolve().parent.parent / "templates" / "runtime"


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
def test_type_checkers_accept_every_package(checker: str, tmp_path: Path) -> None:
    """The first package as it is; the others import its runtime, which is the same, so that it is checked once."""
    first, *others = case_names()
    cases_support.write_package(generated(first), tmp_path)
    for case in others:
        for name, text in own_files(generated(case)).items():
            path = tmp_path / case / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(RUNTIME_IMPORT.sub(rf"\1{first}._runtime", text), encoding="utf-8")
    command = [sys.executable, "-m", *CHECKERS[checker], *case_names()]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


RUNTIME_IMPORT = re.compile(r"^( *from )\.+_runtime\b", re.MULTILINE)


@pytest.mark.parametrize("case", case_names())
def test_the_runtime_is_the_same_in_every_package(case: str) -> None:
    files = {name: text for name, text in generated(case).files.items() if name not in own_files(generated(case))}
    assert files == {f"_runtime/{path.name}": path.read_text("utf-8") for path in RUNTIME.glob("*.py")}
