"""Whatever is done to a document, the generator ends with a package that imports, or with a message."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate
from tests.fuzz.mutate import documents, load, mutant
from tests.fuzz.run import OWN, ROOT, hunt
from tests.fuzz.types import RICH, TYPES, VALUES, pairs, places

MUTANTS = 100
PLACES = 100

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the worker forks and limits memory")


@pytest.mark.slow
def test_no_mutant_breaks_the_generator(tmp_path: Path) -> None:
    outcomes, broken = hunt(MUTANTS, OWN, tmp_path)
    assert broken == []
    assert sum(outcomes.values()) == MUTANTS
    assert outcomes["written"] > MUTANTS / 2
    assert outcomes["refused"]


def test_no_value_of_any_type_breaks_the_generator(tmp_path: Path) -> None:
    """A sample; `make fuzz-types` takes every place with every type."""
    outcomes, broken = hunt(PLACES, OWN, tmp_path, TYPES)
    assert broken == []
    assert sum(outcomes.values()) == PLACES


def test_what_is_rich_says_everything() -> None:
    """No error stands in the documents whose places are tried, and every place is tried with every type."""
    for path in RICH:
        assert not generate(path, Config(package="rich")).diagnostics.has_errors, path.name
    assert len(pairs()) == sum(len(list(places(load(path)))) for path in RICH) * len(VALUES)


def test_a_seed_gives_the_same_mutant() -> None:
    data = load(documents([ROOT / "specs"])[0])
    before = repr(data)
    assert repr(mutant(data, random.Random("1"))) == repr(mutant(data, random.Random("1")))
    assert repr(mutant(data, random.Random("1"))) != repr(mutant(data, random.Random("2")))
    assert repr(data) == before
