"""Packages judge as the official JSON Schema test suite does, except where docs/json-schema.md says why not."""

from __future__ import annotations

from tests.json_schema.suite import PAGE, SUITE, page, verdicts
from tests.shared import needs

pytestmark = needs(SUITE)

AGREED = 1_260
"""So many verdicts agree; it may only grow."""


def test_verdicts_agree() -> None:
    found = verdicts()
    assert len(found) == 1_299
    assert sum(each.agrees for each in found) >= AGREED


def test_every_other_verdict_has_one_reason() -> None:
    assert [each for each in verdicts() if not each.agrees and len(each.readings) != 1] == []


def test_the_page_says_so() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make suite"
