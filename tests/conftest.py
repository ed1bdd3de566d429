"""What all tests share: the golden option, and the generated packages of the case folders."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests import cases_support


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the expected files of tests/cases")


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
