"""Random patterns and the real ones, with node as the judge of every verdict."""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from openapi_vendor.ecma import Matcher, PatternError, Patterns, Regex, UnsafePattern, Untranslatable
from openapi_vendor.ecma.matching import dfa_text, nfa_text
from openapi_vendor.ecma.tables import dfa, nfa
from openapi_vendor.ecma.translation import translate
from tests.ecma.judges import needs_node, node, search
from tests.ecma.samples import ATOMS, LEGACY_ATOMS, random_pattern, samples
from tests.shared import shared

pytestmark = needs_node


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Patterns that run away in `re` are not what is tested: raises TimeoutError (`re` looks for signals)."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("atoms", [ATOMS, LEGACY_ATOMS], ids=["u", "annex b"])
def test_random_patterns(atoms: tuple[str, ...]) -> None:
    """`re` with the translation, tables and set automata: all say what node says."""
    chance = random.Random(5)
    patterns = []
    for _ in range(500):
        pattern = random_pattern(chance, atoms)
        patterns.append(f"^(?:{pattern})$" if chance.random() < 0.4 else pattern)
    jobs = [(pattern, _samples(pattern)) for pattern in patterns]
    compared = 0
    for (pattern, texts), judgement in zip(jobs, node(jobs), strict=True):
        try:
            translation = translate(pattern)
        except Untranslatable:
            translation = None
        except PatternError:
            assert judgement.flag is None, pattern
            continue
        assert judgement.flag is not None, pattern
        table, sets = dfa(pattern), nfa(pattern)
        matchers: list[Matcher] = [dfa_text(table)] if table else []
        if sets:
            matchers.append(nfa_text(sets))
        searches = list(map(search, matchers))
        for text, verdict in zip(texts, judgement.verdicts, strict=False):
            assert all(found(text) is verdict for found in searches), (pattern, text)
            compared += len(searches)
        if translation:
            compiled = re.compile(translation.python)
            try:
                with at_most(2):
                    for text, verdict in zip(texts, judgement.verdicts, strict=False):
                        if translation.exact or max(text, default="") <= "\uffff":
                            assert (compiled.search(text) is not None) is verdict, (pattern, text)
                            compared += 1
            except TimeoutError:
                pass
    assert compared > 10_000


def _samples(pattern: str) -> list[str]:
    try:
        return samples(pattern, 16, alphabet="ab\n-\U0001f600\ud83d\ude00éA0_\\c")
    except PatternError:
        return []


def test_random_references() -> None:
    """A backreference that is translated is right; the others are refused."""
    chance = random.Random(8)
    jobs: list[tuple[str, list[str]]] = []
    for _ in range(500):
        group, rest = (random_pattern(chance, ("a", "b", "[ab]", r"\1"), depth) for depth in (2, 3))
        tail = chance.choice(("", "?", "*", r"\1", r"|\1b"))
        pattern = f"(?:({group}){chance.choice(('', '?', '|b'))}{rest}){tail}"
        texts = ["".join(chance.choice("ab") for _ in range(chance.randint(0, 7))) for _ in range(12)]
        jobs.append((f"^{pattern}$" if chance.random() < 0.5 else pattern, texts))
    translated = 0
    for (pattern, texts), judgement in zip(jobs, node(jobs), strict=True):
        try:
            compiled = re.compile(translate(pattern).python)
        except Untranslatable:
            continue
        translated += 1
        found = [compiled.search(text) is not None for text in texts]
        assert found[: len(judgement.verdicts)] == judgement.verdicts, pattern
    assert translated > 200


def test_real_patterns() -> None:
    """Every pattern of real documents, matched as a generated package would match it."""
    patterns = [entry["pattern"] for entry in shared("real_patterns.json")]
    jobs = [(pattern, samples(pattern, 10)) for pattern in patterns]
    known = Patterns()
    for (pattern, texts), judgement in zip(jobs, node(jobs), strict=True):
        found = known.matching(pattern)
        assert found.annex_b == (judgement.flag == ""), pattern
        verdicts = [search(found.matcher)(text) for text in texts]
        assert verdicts[: len(judgement.verdicts)] == judgement.verdicts, pattern


def test_shared_pairs() -> None:
    """421 pairs with node's verdicts: under the flag `u`, or without it where that is an error."""
    refused: set[str] = set()
    known = Patterns()
    for pair in shared("ecma_regex_pairs.json")["pairs"]:
        verdict = pair["u"] if isinstance(pair["u"], bool) else pair["none"]
        try:
            found = known.matching(pair["pattern"])
        except (Untranslatable, UnsafePattern):
            refused.add(pair["pattern"])
        except PatternError:
            assert not isinstance(verdict, bool), pair
        else:
            assert search(found.matcher)(pair["string"]) is verdict, pair
            assert found.annex_b != isinstance(pair["u"], bool), pair
            if isinstance(found.matcher, Regex):
                assert found.matcher.source == translate(pair["pattern"]).python
    assert refused == {r"^(?:(a)|b)*\1$"}
