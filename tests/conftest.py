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
    """Share the tests among processes by file, since the tests of a file share what they make.

    What takes long has a group of its own and begins first, so that no process is left alone with it at the end.
    """
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(item.config.rootpath).as_posix()))


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
