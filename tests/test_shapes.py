"""Work and output are linear in a document of any shape: for each keyword that holds schemas, and each shape.

Calls are counted, so a busy machine fails nothing; who makes far too many is stopped, so that what is exponential fails
at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from openapi_vendor import pipeline
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Severity
from openapi_vendor.lowering import scopes
from tests.scale import documents
from tests.scale.documents import Document
from tests.scale.shapes import KEYWORDS, LISTS, MAPS, SHAPES, Schemas, document, wide, wide_inline

SMALL = 6
FIXED = 60_000
"""Calls that a document of any size needs, or so."""

MOST = 3.0
"""Times the work for a document of twice the size: twice, and something for sorting and for names."""


class TooMuch(BaseException):
    """No `Exception`: nobody on the way is to catch it."""


def calls(work: Callable[[], object], most: float = float("inf")) -> int:
    """How many functions of ours were called during `work`. Raises `TooMuch` beyond `most`."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        if event == "call":
            count += 1
            if count > most:
                sys.setprofile(None)
                raise TooMuch

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def generated(path: Path, *, validate: bool = False) -> pipeline.Result:
    return pipeline.generate(path, Config(package="shape", validate=validate))


def errors_of(result: pipeline.Result) -> list[str]:
    return [found.code for found in result.diagnostics if found.severity is Severity.ERROR]


def size_of(result: pipeline.Result) -> int:
    return sum(len(text) for name, text in result.files.items() if name.startswith("models/"))


def check(
    made: Callable[[int], Document], folder: Path, size: int = SMALL, *, broken: bool = False, validate: bool = False
) -> None:
    """Generate a document, and one of twice the size. One that is `broken` has errors, and no others have."""
    results: list[pipeline.Result] = []
    counted: list[int] = []
    most = float("inf")
    for each in (size, 2 * size):
        path = folder / f"{each}.json"
        path.write_text(json.dumps(made(each)))
        counted.append(calls(lambda path=path: results.append(generated(path, validate=validate)), most))  # type: ignore[misc]
        most = MOST * counted[0] + FIXED
        assert bool(errors_of(results[-1])) is broken, list(results[-1].diagnostics)
    small, large = map(size_of, results)
    assert large <= MOST * small + 2_000


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is imported, and cached for ever, at a first run."""
    path = tmp_path_factory.mktemp("warm") / "a.json"
    path.write_text(json.dumps(document(SHAPES[0]("items", 1))))
    generated(path)


OFTEN = ("oneOf", "allOf", "properties")
"""A keyword of each kind: a choice, what is merged, what is inside. The others take a minute and a half."""


def rarely(keywords: Sequence[str]) -> list[Any]:
    """The keywords, each of the others marked as slow."""
    return [each if each in OFTEN else pytest.param(each, marks=pytest.mark.slow) for each in keywords]


@pytest.mark.parametrize("keyword", rarely(KEYWORDS))
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_shapes(shape: Callable[[str, int], Schemas], keyword: str, tmp_path: Path) -> None:
    check(lambda size: document(shape(keyword, size)), tmp_path)


@pytest.mark.parametrize("keyword", rarely([*LISTS, *MAPS]))
@pytest.mark.parametrize("shape", [wide, wide_inline], ids=lambda shape: shape.__name__)
def test_wide(shape: Callable[[str, int], Schemas], keyword: str, tmp_path: Path) -> None:
    check(lambda size: document(shape(keyword, size)), tmp_path)


@pytest.mark.parametrize("validate", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["plain", "validated"])
@pytest.mark.parametrize(
    ("made", "size"),
    [pytest.param(*row, marks=pytest.mark.slow if row[1] > 500 else ()) for row in documents.DOCUMENTS],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_documents(made: Callable[[int], Document], size: int, validate: bool, tmp_path: Path) -> None:
    check(made, tmp_path, size, broken="circle" in made.__name__, validate=validate)


@pytest.mark.parametrize("made", [documents.dynamic_chain, documents.dynamic_layers], ids=lambda made: made.__name__)
def test_dynamic_scopes(made: Callable[[int], Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be as many as there are ways: up to a cap, and beyond it the document is said to be read otherwise."""
    monkeypatch.setattr(scopes, "MAX_MEANINGS", 50)
    check(made, tmp_path, 15)
    path = tmp_path / "30.json"
    assert [found.code for found in generated(path).diagnostics] == ["dynamic-meanings"]


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        pytest.param(kind, end, marks=() if end == "ends" or kind == "parameters" else pytest.mark.slow)
        for kind in documents.COMPONENTS
        for end in documents.ENDS
    ],
)
def test_components(kind: str, end: str, tmp_path: Path) -> None:
    """However long a chain is, only what is broken is refused."""
    check(lambda size: documents.components(kind, end, size), tmp_path, 60, broken=end != "ends" and kind != "examples")


CONDITIONS = ("anyOf", "oneOf", "if", "dependentSchemas")


@pytest.mark.parametrize("items", [False, True], ids=["properties", "items"])
@pytest.mark.parametrize(
    "keyword", [CONDITIONS[0], *(pytest.param(each, marks=pytest.mark.slow) for each in CONDITIONS[1:])]
)
@pytest.mark.parametrize(
    ("made", "size"),
    [(documents.closed_and_wide, 30), (documents.closed_with_equal_ways, 30), (documents.closed_layers, 4)],
    ids=["wide", "equal_ways", "layers"],
)
def test_closed(
    made: Callable[[str, bool, int], Document], size: int, keyword: str, items: bool, tmp_path: Path
) -> None:
    check(lambda each: made(keyword, items, each), tmp_path, size)


def with_overlay(folder: Path, size: int) -> Config:
    """As many actions of an overlay as there are schemas, each for another one."""
    schemas = {f"S{number}": {"type": "object"} for number in range(size)}
    actions = [{"target": f"$.components.schemas.{name}", "update": {"description": "d"}} for name in schemas]
    overlay = {"overlay": "1.0.0", "info": {"title": "O", "version": "1"}, "actions": actions}
    (folder / "overlay.json").write_text(json.dumps(overlay))
    (folder / "api.json").write_text(json.dumps({**EMPTY, "components": {"schemas": schemas}}))
    return Config(package="shape", validate=False, overlays=(folder / "overlay.json",))


def in_many_files(folder: Path, size: int) -> Config:
    """A file for each schema, which refers to the next one."""
    for number in range(size):
        inner = {"$ref": f"f{number + 1}.json"} if number + 1 < size else {"type": "string"}
        (folder / f"f{number}.json").write_text(json.dumps({"type": "object", "properties": {"n": inner}}))
    (folder / "api.json").write_text(json.dumps({**EMPTY, "components": {"schemas": {"A": {"$ref": "f0.json"}}}}))
    return Config(package="shape", validate=False)


def with_merges(folder: Path, size: int) -> Config:
    """YAML: mappings that each merge the one before."""
    merges = "".join(f"x-b{number}: &b{number}\n  <<: *b{number - 1}\n  d: x\n" for number in range(1, size))
    text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\nx-b: &b0 {type: object}\n" + merges
    (folder / "api.json").write_text(text)  # YAML, whatever it is called
    return Config(package="shape", validate=False)


EMPTY = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}


@pytest.mark.parametrize("made", [with_overlay, in_many_files, with_merges], ids=lambda made: made.__name__)
def test_beside_the_document(made: Callable[[Path, int], Config], tmp_path: Path) -> None:
    counted: list[int] = []
    for size in (60, 120):
        folder = tmp_path / str(size)
        folder.mkdir()
        config = made(folder, size)
        counted.append(calls(lambda config=config, folder=folder: pipeline.generate(folder / "api.json", config)))  # type: ignore[misc]
    assert counted[1] <= MOST * counted[0] + FIXED
