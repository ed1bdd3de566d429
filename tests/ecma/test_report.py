"""No verdict is wrong, and docs/patterns.md says what is so."""

from __future__ import annotations

from tests.ecma.report import PAGE, TIMES, pairs, real, tables
from tests.shared import SHARED, needs

pytestmark = needs(SHARED / "real_patterns.json")


def test_no_verdict_is_wrong() -> None:
    assert [name for name, counts in pairs().items() if counts["wrong"]] == []


def test_all_real_patterns_are_translated() -> None:
    assert real()[2] == []


def test_the_page_says_so() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(TIMES)[0] == tables(), "run: make patterns"
