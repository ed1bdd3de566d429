"""Broken documents, and what the person who wrote one is told: `<name>.txt` beside each is exactly that.

`rejected/` holds what ends in an error, `rejected/strict/` what does so under `strict`, and `half_valid/` what real
documents get wrong and still mean something: warnings only, and a whole package. A case is a document, or a folder
with a `pyproject.toml` that lists one (for limits, overlays, templates and files beside it). `make golden` rewrites.
"""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

import pytest
import yaml

from openapi_vendor import config as configuration
from openapi_vendor import pipeline
from openapi_vendor.config import Config, Job
from openapi_vendor.diagnostics import Diagnostics, Refused
from openapi_vendor.document.upgrade import METHODS
from openapi_vendor.pipeline import Result
from openapi_vendor.report import render
from openapi_vendor.source import Sources
from tests.cases_support import write_package

TESTS = Path(__file__).resolve().parent
REJECTED, STRICT, HALF_VALID = TESTS / "rejected", TESTS / "rejected" / "strict", TESTS / "half_valid"


def cases(folder: Path) -> list[str]:
    """The names of the documents in a folder, and of the folders that hold a `pyproject.toml`."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.suffix in (".yaml", ".json") or (path / "pyproject.toml").is_file()
    )


def generated(folder: Path, case: str, strict: bool = False) -> Result:
    """What comes of a case; the working directory is `folder`, so that file names are short."""
    try:
        jobs = configuration.jobs(folder / case) if (folder / case).is_dir() else ()
    except Refused as refused:
        diagnostics = Diagnostics()
        diagnostics.add(refused.diagnostic)
        return Result("", {}, diagnostics, Sources(Config(), diagnostics))
    (job,) = jobs or (Job(Path(case), Path("out"), Config(package=Path(case).stem, strict=strict)),)
    return pipeline.generate(job.document, job.config)


def check_message(folder: Path, case: str, result: Result, request: pytest.FixtureRequest) -> None:
    shown = render(result.diagnostics, result.sources).replace(f"{folder}/", "")
    golden = folder / f"{case}.txt"
    if request.config.getoption("--rewrite-golden"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text("utf-8"), f"{case}: the message changed (make golden)"


@pytest.mark.parametrize("case", cases(REJECTED))
def test_rejected(case: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REJECTED)
    result = generated(REJECTED, case)
    check_message(REJECTED, case, result, request)
    assert result.diagnostics.has_errors


@pytest.mark.parametrize("case", cases(STRICT))
def test_rejected_when_strict(case: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(STRICT)
    result = generated(STRICT, case, strict=True)
    check_message(STRICT, case, result, request)
    assert result.diagnostics.has_errors


@pytest.mark.parametrize("case", cases(HALF_VALID))
def test_half_valid(
    case: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(HALF_VALID)
    result = generated(HALF_VALID, case)
    check_message(HALF_VALID, case, result, request)
    assert not result.diagnostics.has_errors
    written = yaml.safe_load((HALF_VALID / case).read_text("utf-8"))
    items = written["paths"].values()
    stated = [method for item in items for method in item if method in METHODS]
    stated += [method for item in items for method in item.get("additionalOperations", ())]
    assert operations(result) == len(stated)
    monkeypatch.syspath_prepend(str(write_package(result, tmp_path).parent))
    for name in result.files:
        if name.endswith(".py"):
            module = ".".join([result.package, *Path(name).with_suffix("").parts])
            importlib.import_module(module.removesuffix(".__init__"))
    for name in [name for name in sys.modules if name.partition(".")[0] == result.package]:
        del sys.modules[name]


def operations(result: Result) -> int:
    """How many operations the package knows: the calls of `API.get` and the like."""
    return sum(
        isinstance(node, ast.Call) and ast.unparse(node.func).startswith("API.")
        for name, text in result.files.items()
        if name.startswith("operations/")
        for node in ast.walk(ast.parse(text))
    )


def test_every_message_has_its_case() -> None:
    """No golden file is left over from a document that is gone."""
    for folder in (REJECTED, STRICT, HALF_VALID):
        known = {f"{case}.txt" for case in cases(folder)}
        assert {path.name for path in folder.glob("*.txt")} == known
