"""What all tests share: the golden option, and the generated packages of the case folders."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests import cases_support
from tests.shared import MISSING


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the expected files of tests/cases")


@pytest.hookimpl(tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line, not in one for each test file, what an outsider's run leaves out."""
    for report in terminalreporter.stats.get("skipped", ()):
        if isinstance(report.longrepr, tuple) and MISSING in report.longrepr[2]:
            report.longrepr = ("tests/shared.py", 0, "needs material that only the maintainers have, in ../shared")


@pytest.fixture(scope="session")
def packages_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder on the import path that holds every case's package."""
    folder = tmp_path_factory.mktemp("packages")
    for case in cases_support.case_names():
        cases_support.write_package(cases_support.generated(case), folder)
    sys.path.insert(0, str(folder))
    return folder


@pytest.fixture
def package(request: pytest.FixtureRequest, packages_folder: Path) -> ModuleType:
    """The generated package of the case folder that the test lies in."""
    return importlib.import_module(request.path.parent.name)
