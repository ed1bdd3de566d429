"""`python -m tests.ecma.report` writes `docs/patterns.md`: how patterns are judged and matched, in figures.

The pairs and the patterns of real documents are shared material; node judges again where it is there.
"""

from __future__ import annotations

import re
import shutil
import statistics
import timeit
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from openapi_vendor.ecma import Matcher, PatternError, Patterns, Regex, UnsafePattern, Untranslatable, Verdict
from tests.ecma.judges import node, search
from tests.ecma.samples import samples
from tests.runtime.codec.seed import with_and_without_patterns
from tests.shared import shared

PAGE = Path(__file__).resolve().parents[2] / "docs" / "patterns.md"
TIMES = "## Time"
"""The heading of what differs between machines."""

_FORMS = {"Regex": "`re`", "Dfa": "a table", "Nfa": "sets of states"}


@cache
def pairs() -> dict[str, Counter[str]]:
    """By category: how many pairs are `agreed`, `refused` (no matcher at all) and `wrong`."""
    found: dict[str, Counter[str]] = {}
    known = Patterns()
    listed = shared("ecma_regex_pairs.json")["pairs"]
    for pair, verdict in zip(listed, _verdicts(listed), strict=True):
        found.setdefault(pair["cat"], Counter())[_outcome(known, pair, verdict)] += 1
    return dict(sorted(found.items()))


def _verdicts(listed: list[Any]) -> list[bool | None]:
    """What JavaScript says: under the flag `u`, without it where that is an error; None where both are."""
    if shutil.which("node") is None:
        both = ((pair["u"], pair["none"]) for pair in listed)
        return [next((each for each in two if isinstance(each, bool)), None) for two in both]
    judged = node([(pair["pattern"], [pair["string"]]) for pair in listed])
    return [each.verdicts[0] if each.flag is not None else None for each in judged]


def _outcome(known: Patterns, pair: Any, verdict: bool | None) -> str:
    try:
        matcher = known.matching(pair["pattern"]).matcher
    except (Untranslatable, UnsafePattern):
        return "refused"
    except PatternError:
        return "agreed" if verdict is None else "wrong"
    return "agreed" if search(matcher)(pair["string"]) is verdict else "wrong"


@cache
def real() -> tuple[Counter[tuple[Verdict, str]], dict[str, Matcher], list[str]]:
    """Patterns of real documents by verdict of the screen and form of the matcher; the matchers; those without."""
    counts: Counter[tuple[Verdict, str]] = Counter()
    matchers: dict[str, Matcher] = {}
    refused: list[str] = []
    known = Patterns()
    for pattern in (entry["pattern"] for entry in shared("real_patterns.json")):
        try:
            found = known.matching(pattern)
        except PatternError:
            refused.append(pattern)
        else:
            counts[found.verdict, type(found.matcher).__name__] += 1
            matchers[pattern] = found.matcher
    return counts, matchers, refused


def tables() -> str:
    """The part of the page that is the same everywhere."""
    by_category = pairs()
    total: Counter[str] = sum(by_category.values(), Counter())
    counts, matchers, refused = real()
    verdicts = [verdict for verdict in Verdict if any(counts[verdict, form] for form in _FORMS)]
    return "\n".join(
        [
            "# Patterns in figures",
            "",
            "Written by `make patterns`. How it is done is in [SECURITY.md](../SECURITY.md#regular-expressions).",
            "",
            "## Verdicts",
            "",
            "Pairs of a pattern and a text, judged as V8 does (with the flag `u`, else by Annex B). Refused: the",
            "pattern has no exact matcher, which is an error where it stands.",
            "",
            "| category | agreed | refused | wrong |",
            "|---|---:|---:|---:|",
            *(
                f"| {name} | {each['agreed']} | {each['refused']} | {each['wrong']} |"
                for name, each in by_category.items()
            ),
            f"| **all** | **{total['agreed']}** | **{total['refused']}** | **{total['wrong']}** |",
            "",
            "## Patterns of real documents",
            "",
            f"{len(matchers):,} of {len(matchers) + len(refused):,} have an exact matcher.",
            "Some texts would keep `re` busy for polynomial or exponential time with those that are not safe.",
            "",
            f"| screened as | {' | '.join(f'matched by {words}' for words in _FORMS.values())} |",
            "|---|---:|---:|---:|",
            *(
                f"| {verdict.name.lower()} | {' | '.join(str(counts[verdict, form]) for form in _FORMS)} |"
                for verdict in verdicts
            ),
            "",
            "",
        ]
    )


def times() -> str:
    """Nanoseconds for a match, by form: the median over patterns, with texts made for them."""
    _, matchers, _ = real()
    rows = []
    for form, words in _FORMS.items():
        ours: list[float] = []
        theirs: list[float] = []
        for pattern, matcher in list(matchers.items()):
            if type(matcher).__name__ != form or len(ours) == 60:
                continue
            texts = [text for text in samples(pattern, 6) if len(text) < 100]
            try:
                plain = re.compile(matcher.source if isinstance(matcher, Regex) else pattern).search
            except re.error:
                continue
            ours.append(_nanoseconds(search(matcher), texts))
            theirs.append(_nanoseconds(plain, texts))
        if ours:
            rows.append(f"| {words} | {statistics.median(ours):,.0f} | {statistics.median(theirs):,.0f} |")
    with_them, without = with_and_without_patterns()
    seed = (
        'Decoding the example of Twilio\'s "Fetch a specific User Conversation" (1 kB, five patterns) takes '
        f"{with_them:.1f} µs with them and {without:.1f} µs without."
    )
    head = ["", "Nanoseconds for a match of a short text, the median of up to 60 patterns of each form.", ""]
    table = ["| matched by | time | `re` itself |", "|---|---:|---:|", *rows]
    return "\n".join([TIMES, *head, *table, "", seed]) + "\n"


def _nanoseconds(function: Callable[[str], object], texts: list[str]) -> float:
    def run() -> None:
        for text in texts:
            function(text)

    run()
    return min(timeit.repeat(run, number=20, repeat=3)) / 20 / max(len(texts), 1) * 1e9


if __name__ == "__main__":
    PAGE.write_text(tables() + times(), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
