"""No verdict is wrong, and docs/patterns.md says what is so."""

from __future__ import annotations

import pytest

from tests.ecma.judges import SHARED
from tests.ecma.report import PAGE, TIMES, pairs, real, tables

pytestmark = pytest.mark.skipif(
    not (SHARED / "real_patterns.json").exists(), reason="the shared patterns are absent beside the repository"
)


def test_no_verdict_is_wrong() -> None:
    assert [name for name, counts in pairs().items() if counts["wrong"]] == []


def test_all_real_patterns_are_translated() -> None:
    assert real()[2] == []


def test_the_page_says_so() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(TIMES)[0] == tables(), "run: make patterns"
