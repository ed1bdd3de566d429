"""Case folders: a document, what it must become, and what must be said about it.

`tests/cases/<name>/` holds `document.yaml` (or `.json`; it may refer to files beside it), `expected/` (the package
without the runtime, which is the same for all), `diagnostics.txt`, and perhaps `test_behaviour.py`, whose tests ask
for the fixture `package`.
"""

from __future__ import annotations

import functools
from pathlib import Path

from openapi_vendor.config import Config
from openapi_vendor.pipeline import Result, generate
from openapi_vendor.report import render

CASES = Path(__file__).resolve().parent / "cases"


def case_names() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if document_of(path.name) is not None)


def document_of(case: str) -> Path | None:
    """The document of a case: its own, or the one in specs/ that the case is named after."""
    candidates = [CASES / case / f"document.{ending}" for ending in ("yaml", "json")]
    candidates.append(CASES.parent.parent / "specs" / f"{case}.yaml")
    return next((path for path in candidates if path.is_file()), None)


@functools.cache
def generated(case: str) -> Result:
    """The case's document, generated once for all tests."""
    document = document_of(case)
    assert document is not None
    return generate(document, Config(package=case))


def own_files(result: Result) -> dict[str, str]:
    """The files that are held as golden: all but the copied runtime."""
    return {name: text for name, text in result.files.items() if not name.startswith("_runtime/")}


def diagnostics_text(result: Result) -> str:
    """The diagnostics as printed, with the folder of the case left out of file names."""
    text = render(result.diagnostics, result.sources)
    document = result.sources and str(CASES)
    return text.replace(f"{document}/", "")


def expected_files(case: str) -> dict[str, str]:
    folder = CASES / case / "expected"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def write_package(result: Result, folder: Path) -> Path:
    """The whole package, runtime included, as `folder/<package>`."""
    package = folder / result.package
    for name, text in result.files.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def rewrite(case: str) -> None:
    """Make the golden files of a case what is generated now."""
    result = generated(case)
    folder = CASES / case / "expected"
    wanted = own_files(result)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (CASES / case / "diagnostics.txt").write_text(diagnostics_text(result), encoding="utf-8")
