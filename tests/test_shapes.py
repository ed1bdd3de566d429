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


def generated(path: Path) -> pipeline.Result:
    result = pipeline.generate(path, Config(package="shape", validate=False))
    assert not [found for found in result.diagnostics if found.severity is Severity.ERROR], list(result.diagnostics)
    return result


def size_of(result: pipeline.Result) -> int:
    return sum(len(text) for name, text in result.files.items() if name.startswith("models/"))


def check(shape: Callable[[str, int], Schemas], keyword: str, folder: Path) -> None:
    results: list[pipeline.Result] = []
    made: list[int] = []
    most = float("inf")
    for size in (SMALL, 2 * SMALL):
        path = folder / f"{size}.json"
        path.write_text(json.dumps(document(shape(keyword, size))))
        made.append(calls(lambda path=path: results.append(generated(path)), most))  # type: ignore[misc]
        most = MOST * made[0] + FIXED
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
    check(shape, keyword, tmp_path)


@pytest.mark.parametrize("keyword", rarely([*LISTS, *MAPS]))
@pytest.mark.parametrize("shape", [wide, wide_inline], ids=lambda shape: shape.__name__)
def test_wide(shape: Callable[[str, int], Schemas], keyword: str, tmp_path: Path) -> None:
    check(shape, keyword, tmp_path)
