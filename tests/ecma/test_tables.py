"""Tables: minimal, exact beyond U+FFFF too, and given up before they are large."""

from __future__ import annotations

import pytest

from openapi_vendor.ecma import DfaTable, Effort, dfa, screen
from openapi_vendor.ecma.effort import TooComplex
from tests.ecma.test_translation import VALID
from tests.effort import at_most


def table(pattern: str) -> DfaTable:
    found = dfa(pattern)
    assert found is not None
    return found


def test_same_verdicts() -> None:
    without: list[str] = []
    for pair in VALID:
        found = dfa(pair["pattern"])
        if found is None:
            without.append(pair["pattern"])
            continue
        for texts, verdict in ((pair["accepts"], True), (pair["refuses"], False)):
            for text in texts:
                assert found.search(text) is verdict, (pair["pattern"], text)
    assert without == [
        r"^(?<y>\d{4})-\k<y>$",
        r"^(a)?\1$",
        r"^(?:(a)|b)\1$",
        r"^(?:(.)\1)+$",
        r"^a{0,99999999999}$",
        r"^a{99999999999}$",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("^(a|b)*$", "^[ab]*$"),
        ("^a+a*$", "^a+$"),
        ("^(a+)+$", "^aa*$"),
        ("^(?=.*a)[ab]*$", "^b*a[ab]*$"),
        ("^(?!a)[ab]$", "^b$"),
        ("(?<=a)b", "ab"),
        (r"\bcat\b", r"(?<!\w)cat(?!\w)"),
        (r"^\-?.*$", r"^[^\n\r\u2028\u2029]*$"),
        ("", "^|x"),
        ("[]", "a^"),
    ],
)
def test_equal_languages_have_equal_tables(one: str, other: str) -> None:
    assert table(one) == table(other)


def test_minimal() -> None:
    found = table("^(?:ab|cb)*$")
    assert len(found.rows) == 3  # before a pair, inside one, lost
    assert len(found.rows[0]) == 3  # a or c, b, everything else
    assert found.spans == ((0, 0), (0x61, 1), (0x62, 2), (0x63, 1), (0x64, 0))
    assert found.accepting == {0}


def test_halves_of_characters() -> None:
    r"""Without the flag `u`, U+1F600 is two characters (`\-` is what makes these legacy patterns)."""
    assert table(r"^\-?.{2}$").search("\U0001f600")
    assert not table(r"^\-?.$").search("\U0001f600")
    assert table(r"\-?\ude00").search("\U0001f600")
    assert not table(r"\-?\ude01").search("\U0001f600")
    assert table(r"^\-?[\ud83c-\ud83d].$").search("\U0001f600")


@pytest.mark.parametrize("pattern", ["^(a{1,100}){1,100}$", "^(.*a.{30})$", "(?=.*a.{20})(?=.*b.{20})(?!.*c.{20})x"])
def test_given_up_soon(pattern: str) -> None:
    with at_most(seconds=5):
        assert dfa(pattern) is None


def test_caps() -> None:
    assert dfa("^a{50}$", max_states=50) is None
    assert dfa("^a{50}$", max_states=60) is not None
    assert dfa("^(a{1,40}){1,40}$", effort=Effort(20)) is None


def test_effort_is_shared() -> None:
    total = Effort(1_000_000)
    dfa("^a{50}$", effort=total)
    assert total.left == 1_000_000  # a small one costs nothing
    dfa("^(a{1,100}){1,100}$", effort=total)
    after_one = total.left
    screen("^(a{1,100}){1,100}$", effort=total)
    assert 0 < total.left < after_one < 1_000_000
    with pytest.raises(TooComplex):
        Effort(10, total).spend(11)
