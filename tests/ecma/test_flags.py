"""Flags inside patterns: `(?i)` at the beginning and `(?i:…)` around a part mean what JavaScript's flags mean."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Severity
from openapi_vendor.ecma import InvalidPattern, Patterns, Untranslatable, folding, translate
from openapi_vendor.pipeline import generate
from tests.ecma.judges import Judgement, needs_node, node, node_cases, node_unicode, search
from tests.ecma.samples import ATOMS, LEGACY_ATOMS, random_pattern, samples

CASED = (*"aAbBkKsS\u017f\u212aéÉßẞσςΣ", "\U00010400", "\U00010428", "\u1e9b", "\u0130", "\u0131", "\u00b5", "\u03bc")
LETTERS = (
    "k",
    "s",
    "[a-z]",
    "[^s]",
    "[\\W]",
    "[^\\W]",
    "\\W",
    "\\w",
    "\\b",
    "\\B",
    "é",
    "σ",
    "[\u0390-\u03ff]",
    "[^K]",
)

MEANT = {
    "(?i)^abc[d-f]$": ("abcd|ABCF|aBCe", "abcg|abc"),
    "(?i)^k|s$": ("k|K|xs|S|\u212a|\u017f", "l"),
    "(?-i)^abc$": ("abc", "ABC"),
    "(?is)(?m)^a.b$": ("a\nb|A\nB|x\na\rb\ny", "ab"),
    "(?i:ab)c": ("abc|ABc", "abC"),
    "(?i)a(?-i:b)c": ("abc|AbC", "aBc"),
    "^(?i:a(?-i:b(?i:c)))d$": ("abcd|AbCd", "aBcd|abcD"),
    "^(?i:x|y)+z$": ("xYz", "xyZ"),
    "^(?s:.)$": ("\n|a", "\n\n"),
    "(?s)^(?-s:.)$": ("a", "\n"),
    "(?m:^a$)": ("b\na\nc", "ba"),
    "(?m)^a$(?-m:$)": ("b\na", "a\nb"),
    "(?x) ^ a b # a ( comment\n [#] c + $": ("ab#c|ab#cc", "ab"),
    "(?x)^(?<first> a ) \\k<first> b$": ("aab", "aaab"),
    "(?ix)^A\\ b$": ("a b", "ab"),
}
"""Patterns, texts that match and texts that do not."""


@pytest.mark.parametrize("pattern", MEANT)
def test_what_is_meant(pattern: str) -> None:
    searched = search(Patterns().matching(pattern).matcher)
    accepted, refused = MEANT[pattern]
    assert [text for text in accepted.split("|") if not searched(text)] == []
    assert [text for text in refused.split("|") if searched(text)] == []


@needs_node
@pytest.mark.parametrize("flags", ["i", "s", "m", "ims"])
@pytest.mark.parametrize("atoms", [ATOMS, LEGACY_ATOMS], ids=["u", "annex b"])
def test_verdicts_under_flags(atoms: tuple[str, ...], flags: str) -> None:
    chance = random.Random(flags)
    plain: list[tuple[str, list[str]]] = []
    for _ in range(150):
        pattern = random_pattern(chance, (*atoms, *LETTERS))
        try:
            texts = samples(pattern, 8)
        except InvalidPattern:
            continue
        texts += ["".join(chance.choice((*CASED, "\n", "-")) for _ in range(chance.randint(1, 4))) for _ in range(16)]
        plain.append((pattern, [*texts, *(text.swapcase() for text in texts)]))
    compared = 0
    for (pattern, texts), judgement in zip(plain, node(plain, flags), strict=True):
        for written in (f"(?{flags}){pattern}", f"(?{flags}:{pattern})"):
            compared += _agreed(written, texts, judgement)
    assert compared > 2_000


def _agreed(pattern: str, texts: list[str], judgement: Judgement) -> int:
    try:
        translation = translate(pattern)
    except Untranslatable:
        return 0
    except InvalidPattern:
        assert judgement.flag is None, pattern
        return 0
    assert translation.annex_b == (judgement.flag == ""), pattern
    compiled = re.compile(translation.python)
    judged = [
        (text, verdict)
        for text, verdict in zip(texts, judgement.verdicts, strict=False)
        if translation.exact or max(text, default="") <= "\uffff"
    ]
    for text, verdict in judged:
        assert (compiled.search(text) is not None) is verdict, (pattern, text)
    return len(judged)


@needs_node
def test_the_table_of_cases_is_what_node_says() -> None:
    if node_unicode() != "17.0":
        pytest.skip(f"node has Unicode {node_unicode()}, the table has 17.0")
    lines = (Path(folding.__file__).parent / "case-17.0.txt").read_text("ascii").splitlines()
    assert [line for line in lines if not line.startswith("#")] == node_cases()


@pytest.mark.parametrize(
    "pattern",
    "^(?i)a$ a(?i)b (?i (?)a (?-)a (?ii:a) (?i-i:a) (?-:a) (?x:a) (?u)a (?U)a (?L)a (?n)a (?a)a (?^)a (?x)[a\tb] (?i)* "
    "(?>a) a++ (?P<a>b) (?#a)b".split(" "),
)
def test_what_has_several_meanings_is_invalid(pattern: str) -> None:
    with pytest.raises(InvalidPattern):
        translate(pattern)


def test_a_reference_in_another_case_is_refused() -> None:
    with pytest.raises(Untranslatable, match="another case") as caught:
        translate(r"(?i)(a)\1")
    assert caught.value.offset == 7


DOCUMENT = """
openapi: 3.1.0
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Thing:
      properties:
        a: {type: string, pattern: '%s'}
      patternProperties: {'%s': {type: integer}}
"""


@pytest.mark.parametrize(
    ("pattern", "words"),
    [("(?i)^ab$", r"read as under \(\?i\)"), ("^(?i:ab)(?s-m:c)$", r"\(\?i: \(\?s-m:…\).* since 2025")],
)
def test_flags_are_a_warning(pattern: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "document.yaml"
    path.write_text(DOCUMENT % (pattern, pattern))
    made = generate(path, Config(package="made"))
    found = [each for each in made.diagnostics if "pattern" in each.code]
    assert [(each.code, each.severity) for each in found] == [("pattern-flags", Severity.WARNING)] * 2
    assert all(re.search(words, each.message) for each in found), found[0].message
    assert "[Aa][Bb]" in made.files["models/thing.py"]
