"""What all tests share: the golden option, and the generated packages of the case folders."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest
from filelock import FileLock

from tests import cases_support
from tests.shared import MISSING

LONGEST = """
test_hostile test_mutants test_rejected test_golden_types test_shapes test_shapes_at_runtime test_cli
test_mapping_effects test_clashing_names test_report test_marks test_real_patterns test_node test_faults
""".split()
"""Files of more than about 15 seconds of processor time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the expected files of tests/cases")


@pytest.hookimpl(tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line, not in one for each test file, what an outsider's run leaves out."""
    for report in terminalreporter.stats.get("skipped", ()):
        if isinstance(report.longrepr, tuple) and MISSING in report.longrepr[2]:
            report.longrepr = ("tests/shared.py", 0, "needs material that only the maintainers have, in ../shared")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest begin first, so that no process is left alone with one at the end.

    A process takes whole files (`--dist loadfile`), since the tests of a file share what they make.
    """
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.fixture(scope="session")
def packages_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder on the import path that holds every case's package, made by the first process that needs it."""
    of_all = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    folder, made = of_all / "packages", of_all / "packages.made"
    with FileLock(of_all / "packages.lock"):
        if not made.exists():
            for case in cases_support.case_names():
                cases_support.write_package(cases_support.generated(case), folder)
            made.touch()
    sys.path.insert(0, str(folder))
    return folder


@pytest.fixture
def package(request: pytest.FixtureRequest, packages_folder: Path) -> ModuleType:
    """The generated package of the case folder that the test lies in."""
    return importlib.import_module(request.path.parent.name)
