"""Whatever is done to a document, the generator ends with a package that imports, or with a message."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.fuzz.mutate import documents, load, mutant
from tests.fuzz.run import OWN, ROOT, hunt

MUTANTS = 100

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the worker forks and limits memory")


@pytest.mark.slow
@pytest.mark.xdist_group("mutants")
def test_no_mutant_breaks_the_generator(tmp_path: Path) -> None:
    outcomes, broken = hunt(MUTANTS, OWN, tmp_path)
    assert broken == []
    assert sum(outcomes.values()) == MUTANTS
    assert outcomes["written"] > MUTANTS / 2
    assert outcomes["refused"]


def test_a_seed_gives_the_same_mutant() -> None:
    data = load(documents([ROOT / "specs"])[0])
    before = repr(data)
    assert repr(mutant(data, random.Random("1"))) == repr(mutant(data, random.Random("1")))
    assert repr(mutant(data, random.Random("1"))) != repr(mutant(data, random.Random("2")))
    assert repr(data) == before
