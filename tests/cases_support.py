"""Case folders: a document, what it must become, and what must be said about it.

`tests/cases/<name>/` holds `document.yaml` (or `.json`; it may refer to files beside it), `expected/` (the package
without the runtime, which is the same for all, and without its boilerplate), `diagnostics.txt`, and perhaps
`test_behaviour.py`, whose tests ask for the fixture `package`.

The boilerplate of a package is what the packages of the cases `WHOLE` have in common: files, and statements of the
`__init__.py` on top. These two hold it; every other case leaves out what it has just so (a comment stands for a
statement).
"""

from __future__ import annotations

import ast
import functools
import os
from pathlib import Path

from openapi_vendor.config import Config
from openapi_vendor.pipeline import Result, generate
from openapi_vendor.report import render

CASES = Path(__file__).resolve().parent / "cases"
RUNTIME = Path(__file__).resolve().parent.parent / "templates" / "runtime"
WHOLE = ("links", "octets")
IS_LINKED = os.name != "nt"  # where a link wants permission


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


@functools.cache
def boilerplate() -> tuple[dict[str, str], list[str]]:
    """The files, and the statements of several lines in `__init__.py`, that the cases `WHOLE` have in common."""
    one, other = (own_files(generated(case)) for case in WHOLE)
    files = {name: text for name, text in one.items() if other.get(name) == text}
    lines = one["__init__.py"].splitlines(keepends=True)
    statements = (
        "".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.parse(one["__init__.py"]).body
        if node.end_lineno is not None and node.end_lineno > node.lineno
    )
    return files, [statement for statement in statements if statement in other["__init__.py"]]


def held_files(case: str) -> dict[str, str]:
    """The files of a case that `expected/` holds, without boilerplate."""
    own = own_files(generated(case))
    if case in WHOLE:
        return own
    files, statements = boilerplate()
    held = {name: text for name, text in own.items() if files.get(name) != text}
    for statement in statements:
        begin = statement.partition("\n")[0]
        held["__init__.py"] = held["__init__.py"].replace(statement, f"# {begin} … as in {WHOLE[0]}\n")
    return held


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
    """The whole package, runtime included, as `folder/<package>`.

    The runtime is a link to the one that was copied, where there are links: Python compiles it for all packages once.
    """
    package = folder / result.package
    for name, text in result.files.items():
        path = package / name
        if path.parent.name == "_runtime" and IS_LINKED:
            assert text == _runtime()[path.name]
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if IS_LINKED:
        (package / "_runtime").unlink(missing_ok=True)
        (package / "_runtime").symlink_to(RUNTIME)
    return package


@functools.cache
def _runtime() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in RUNTIME.glob("*.py")}


def rewrite(case: str) -> None:
    """Make the golden files of a case what is generated now."""
    folder = CASES / case / "expected"
    wanted = held_files(case)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (CASES / case / "diagnostics.txt").write_text(diagnostics_text(generated(case)), encoding="utf-8")
