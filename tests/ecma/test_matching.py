"""How patterns are matched: exactly, in linear time, with the runtime that generated packages have."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import asdict, astuple

from openapi_vendor.ecma import (
    Dfa,
    InvalidPattern,
    Matcher,
    Nfa,
    PatternError,
    Patterns,
    Regex,
    UnsafePattern,
    Untranslatable,
    Verdict,
    matching,
)
from openapi_vendor.ecma.matching import dfa_text, nfa_text
from openapi_vendor.ecma.tables import dfa, nfa
from runtime import patterns
from tests.ecma.judges import search
from tests.ecma.test_translation import VALID
from tests.effort import at_most


def test_same_verdicts_in_every_form() -> None:
    for pair in VALID:
        pattern = pair["pattern"]
        table, sets = dfa(pattern), nfa(pattern)
        matchers: list[Matcher] = [matching(pattern).matcher]
        if table:
            matchers.append(dfa_text(table))
        if sets:
            matchers.append(nfa_text(sets))
        for found in map(search, matchers):
            for texts, verdict in ((pair["accepts"], True), (pair["refuses"], False)):
                for text in texts:
                    assert found(text) is verdict, (pattern, text)


@pytest.mark.parametrize(
    ("pattern", "verdict", "form"),
    [
        ("^AC[0-9a-f]{32}$", Verdict.SAFE, Regex),
        (r"^\-\w+$", Verdict.SAFE, Regex),
        (r"^\-.*$", Verdict.SAFE, Regex),  # halves make no difference here
        (r"^\-.$", Verdict.SAFE, Dfa),  # here they do
        (r"(?<=(\d+)(\d+))$", Verdict.SAFE, Dfa),  # `re` has no such lookbehind
        ("^(a+)+$", Verdict.EXPONENTIAL, Dfa),
        ("^((?!-)[a-z-]+(?<!-))+$", Verdict.EXPONENTIAL, Dfa),
        ("^(a{1,100}){1,100}$", Verdict.POLYNOMIAL, Nfa),
        ("^(.*a.{30})*$", Verdict.EXPONENTIAL, Nfa),
    ],
)
def test_forms(pattern: str, verdict: Verdict, form: type[object]) -> None:
    found = matching(pattern)
    assert found.verdict is verdict
    assert isinstance(found.matcher, form)


def test_what_comes_with_it() -> None:
    found = matching(r"^\-.*\Z")
    assert found.annex_b
    assert "offset 1" in found.unicode_error
    assert any("letter Z" in lint for lint in found.lints)


def test_refusals() -> None:
    with pytest.raises(InvalidPattern):
        matching("(")
    with pytest.raises(Untranslatable):
        matching(r"^(?:(a)|b)*\1$")
    backreference = r"^(a)(.*x)*\1$"
    with pytest.raises(UnsafePattern):
        matching(backreference)
    assert isinstance(matching(backreference, allow_unsafe=True).matcher, Regex)
    with pytest.raises(UnsafePattern, match="too complex"):
        Patterns(limit=100).matching("^(?:" + "|".join(f"x{number}y+" for number in range(1_000)) + ")$")


def test_a_document_s_patterns() -> None:
    """Each is looked at once; large ones may not cost more than a bound, small ones are always looked at."""
    patterns = Patterns(limit=300_000)
    large, errors = "^(a{1,100}){1,100}$", []
    for pattern in (large, "(", "(", large.replace("a", "b"), large.replace("a", "b"), "^(a+)+$"):
        try:
            patterns.matching(pattern)
        except PatternError as error:
            errors.append(error)
    assert [type(error) for error in errors] == [UnsafePattern, InvalidPattern, InvalidPattern] + [UnsafePattern] * 2
    assert errors[1] is errors[2]
    assert patterns.matching("^(a+)+$") is patterns.matching("^(a+)+$")


@pytest.mark.parametrize("pattern", ["^(a+)+$", r"^\p{L}*\p{L}*$", "^(a{1,60}){1,60}$", "(x+x+)+y|z$"])
def test_text_of_automata_is_digits(pattern: str) -> None:
    """They stand in generated source, so what they may contain is bounded."""
    matcher = matching(pattern).matcher
    assert not isinstance(matcher, Regex)
    assert all(re.fullmatch("[0-9a-f=:; -]*", part) for part in astuple(matcher))


@pytest.mark.parametrize(
    ("pattern", "text", "verdict"),
    [
        ("^(a+)+$", "a" * 200_000 + "!", False),
        ("^(a+)+$", "a" * 200_000, True),
        ("a*b", "a" * 200_000, False),
        (r"\s+$", " " * 200_000 + "x", False),
        ("^(.*a.{12})*$", "a" * 200_000 + "\n", False),
        ("^(a{1,100}){1,100}$", "a" * 10_001, False),
        ("^(a{1,100}){1,100}$", "a" * 10_000, True),
        ("(é+é+)+x", "é" * 200_000, False),
    ],
)
def test_linear(pattern: str, text: str, verdict: bool) -> None:
    found = search(matching(pattern).matcher)
    with at_most(seconds=4):
        assert found(text) is verdict


def test_memory_is_bounded() -> None:
    """An automaton with 2^13 states forgets, and stays right."""
    sets = nfa("^.*a.{12}$")
    assert sets is not None
    automaton = patterns.Nfa(**asdict(nfa_text(sets)))
    text = "".join("ab"[(index * index >> 3) & 1] for index in range(2_000))
    verdicts = [automaton.search(text[:length]) for length in range(13, 2_000)]
    assert verdicts == [letter == "a" for letter in text[: 2_000 - 13]]
    automaton.search("".join(map(chr, range(0x100, 0x3000))))
    states = vars(automaton)["_states"]
    assert 0 < len(states) <= 200
    assert all(character.isascii() for state in states.values() for character in state)
