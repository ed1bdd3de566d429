"""Every case folder: the output is what is expected, what black would write, and imports."""

from __future__ import annotations

import difflib
import importlib
from pathlib import Path

import black
import pytest
from black.mode import TargetVersion

from tests import cases_support
from tests.cases_support import (
    RUNTIME,
    boilerplate,
    case_names,
    diagnostics_text,
    expected_files,
    generated,
    held_files,
    own_files,
)


@pytest.mark.parametrize("case", case_names())
def test_output_is_as_expected(case: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite-golden"):
        cases_support.rewrite(case)
    actual, expected = held_files(case), expected_files(case)
    assert sorted(actual) == sorted(expected)
    assert generated(case).files.keys() >= boilerplate()[0].keys()
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


@pytest.mark.parametrize("case", case_names())
def test_the_runtime_is_the_same_in_every_package(case: str) -> None:
    files = {name: text for name, text in generated(case).files.items() if name not in own_files(generated(case))}
    assert files == {f"_runtime/{path.name}": path.read_text("utf-8") for path in RUNTIME.glob("*.py")}
