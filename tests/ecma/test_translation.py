"""Patterns to Python's `re`: verdicts, errors with their place, and what the source is made of."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings

import pytest

from openapi_vendor.ecma import InvalidPattern, PatternError, Untranslatable, translate
from tests.ecma.judges import HERE, needs_node, node

PAIRS = json.loads((HERE / "pairs.json").read_text(encoding="utf-8"))
"""Patterns with texts that JavaScript accepts and refuses, as node said."""

VALID = [pair for pair in PAIRS if pair["flag"] is not None]
INVALID = [pair["pattern"] for pair in PAIRS if pair["flag"] is None]


def test_same_verdicts() -> None:
    refused: list[str] = []
    for pair in VALID:
        try:
            translation = translate(pair["pattern"])
        except Untranslatable:
            refused.append(pair["pattern"])
            continue
        assert translation.annex_b == (pair["flag"] == ""), pair["pattern"]
        assert bool(translation.unicode_error) == translation.annex_b
        for text, verdict in _texts(pair):
            if translation.exact or max(text, default="") <= "\uffff":
                found = re.search(translation.python, text) is not None
                assert found is verdict, (pair["pattern"], text, translation.python)
    assert refused == [r"(?<=(\d+)(\d+))$"]


@pytest.mark.parametrize("pattern", INVALID)
def test_invalid(pattern: str) -> None:
    with pytest.raises(InvalidPattern):
        translate(pattern)


@needs_node
def test_pairs_are_what_node_says() -> None:
    judgements = node([(pair["pattern"], [text for text, _ in _texts(pair)]) for pair in PAIRS])
    for pair, judgement in zip(PAIRS, judgements, strict=True):
        assert judgement.flag == pair["flag"], pair["pattern"]
        assert judgement.verdicts == [verdict for _, verdict in _texts(pair)], pair["pattern"]


def _texts(pair: dict[str, list[str]]) -> list[tuple[str, bool]]:
    return [*((text, True) for text in pair["accepts"]), *((text, False) for text in pair["refuses"])]


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        (r"^AC[0-9a-fA-F]{32}$", r"^AC[0-9a-fA-F]{32}\Z"),
        (r"^(b|a-z)+[zya-c-]{2,}?\$", r"^(b|a-z)+[zya-c-]{2,}?\$"),
        (r"[^/a]+(?:x|)$", r"[^/a]+(?:x|)\Z"),
        (r"[a&&b]", r"[\&ab]"),
        (r"[+-.]", r"[\+-\.]"),
        (r"\d+-\w*", r"[0-9]+\-[0-9A-Z_a-z]*"),
        (r"a.b", r"a[^\n\r\u2028\u2029]b"),
        (r"(a|b)c(?<x>d)", r"(?:a|b)cd"),
        (r"(a)(b)\2", r"a(b)(?:\1)"),
        (r"^(a)?\1$", r"^(a)?(?(1)\1|)\Z"),
        (r"(?<!a|bc)d", r"(?<!a)(?<!bc)d"),
        (r"(?<=x*yz)", r"(?<=yz)"),
        (r"a{0,99999999999}", r"a*"),
        (r"[é\]^-]", r"[\-\]\^\xe9]"),
        ("\U0001f600", r"\U0001f600"),
        (r"[^\S ]", r"[\t-\r\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"),
    ],
)
def test_source(pattern: str, source: str) -> None:
    assert translate(pattern).python == source


def test_source_is_plain() -> None:
    """ASCII, without what differs between versions of Python, and without a warning from `re`."""
    for pair in VALID:
        try:
            source = translate(pair["pattern"]).python
        except Untranslatable:
            continue
        assert source.isascii()
        bare = re.sub(r"\(\?a:\\b\)|\\[^A-Za-z0-9]", "", source)
        assert not re.search(r"\\[dDsSwWbB]|[.$]", bare), source
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(source)


@pytest.mark.parametrize(
    ("pattern", "offset", "words"),
    [
        ("a(b", 1, "not closed"),
        ("ab)", 2, "not opened"),
        ("[a-z", 0, "not closed"),
        ("x[z-a]", 2, "out of order"),
        ("a{3,1}", 1, "out of order"),
        ("a|*", 2, "nothing to repeat"),
        ("^*", 1, "assertion"),
        ("a++", 2, "possessive"),
        ("a(?P<x>b)", 1, "named group"),
        ("a(?i)", 1, "flags"),
        ("(?>a)", 0, "atomic"),
        ("a\\", 1, "backslash"),
        ("(?<a>x)(?<a>y)", 10, "same name"),
        ("(?<1>x)", 3, "identifier"),
        ("(?<a>x)\\k<b>", 7, "name"),
        ("\U0001f600(", 1, "not closed"),
    ],
)
def test_errors_say_where(pattern: str, offset: int, words: str) -> None:
    with pytest.raises(InvalidPattern, match=re.escape(words)) as caught:
        translate(pattern)
    assert caught.value.offset == offset


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?<=(\d+)(\d+))$", "variable width"),
        (r"(?<=a(b|cd){9,12})", "variable width|different width"),
        (r"^(?:(a)|b)*\1$", "repeated"),
        (r"(?:(?:(a)|b)\1)*", "reset"),
        (r"(?<=(a)\1)", "lookbehind"),
        (r"(?:a?){99999999999}", "counts further"),
        ("(" * 101 + ")" * 101, "nested"),
        ("a" * 20_001, "longer"),
        (r"[\p{L}\p{N}]" * 400, "too large"),
        (r"[\p{L}]" * 100, "longer"),
    ],
)
def test_untranslatable(pattern: str, words: str) -> None:
    with pytest.raises(Untranslatable, match=words):
        translate(pattern)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\Aabc\Z", r"\A is the letter A"),
        (r"\Aabc\Z", r"\Z is the letter Z"),
        (r"^\h$", r"\h is the letter h"),
        (r"^\p{Print}$", r"\p is the letter p"),
        ("/^a+$/", "slashes"),
        ("/abc/i", "slashes"),
        ("[[:alpha:]]", "POSIX"),
        ("[a-z&&b]", "intersection"),
        ("a{,3}", "brace"),
    ],
)
def test_lints(pattern: str, words: str) -> None:
    assert any(words in lint for lint in translate(pattern).lints)


@pytest.mark.parametrize("pattern", ["^/a/b$", "/", "//", "[:a]", "a&&b", r"\d\w\s", "^a{2}$"])
def test_no_lint(pattern: str) -> None:
    assert translate(pattern).lints == ()


def test_exact_beyond_the_basic_plane() -> None:
    """By Annex B a character beyond U+FFFF is two; where that may matter the translation says so."""
    assert translate(r"^[\-a-z]+$").exact
    assert translate(r"^\-\ud83d\ude00$").exact
    assert not translate(r"^\-.$").exact
    assert not translate(r"^\-[\ud83d]$").exact


def test_errors_are_pattern_errors() -> None:
    """Nothing else comes out, whatever goes in."""
    for pattern in (
        "\ud800",
        "(?<\ud800>a)",
        "\\u{",
        "\\p{",
        "[\\p{L}-a]",
        "\\k<",
        "(?<a",
        "{1}",
        "\x00",
        "\\\ud800",
    ):
        offset = 0
        try:
            translate(pattern)
        except PatternError as error:
            offset = error.offset
        assert 0 <= offset <= len(pattern)


def test_same_source_for_every_hash_seed() -> None:
    program = (
        "from openapi_vendor.ecma import matching\n"
        "for pattern in (r'^[^\\p{L}x]+(?=a|b).*$', r'(a+)+$', r'a*b*c*d{3,9}$', r'^(a{1,40}){1,40}$'):\n"
        "    print(matching(pattern))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(HERE.parents[1])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
