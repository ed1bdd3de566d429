"""Captures of iterations that matched nothing (ECMA-262 §22.2.2.3.1), and escapes that nobody needs.

`test_node.py` holds our pairs against node; the verdicts here are node's.
"""

from __future__ import annotations

import re

import pytest

from openapi_vendor.ecma import Dfa, Nfa, Regex, UnsafePattern, Untranslatable, matching, translate

TEXTS = ("", "a", "b", "ab", "ba", "aa", "aba", "abb", "baa")

PAIRS = {
    r"^(?:(?=(a)))?\1b*$": ("", "b"),
    r"^(?:(?=(a)))?a\1$": ("a",),
    r"^(?:(?=(a))b?)?a\1$": None,
    r"^(?=((?:b*|a))?)\1a*$": None,
    r"^(?:(?=(a))a)?\1$": ("", "aa"),
    r"^(a*)?\1$": ("", "aa"),
    r"^(?:(a)|b)?\1$": ("", "b", "aa"),
    r"^(?:(?=(a)))?(?:(?=(b)))?\1\2ab$": ("ab",),
    r"^(?:(?=(a)){0,1})\1b*$": ("", "b"),
    r"^(?:(?=(a))){0,1}b*\1$": ("", "b"),
    r"^(?:(?=(a)))a\1$": ("aa",),
}
"""What each pattern matches of the texts; None where it is refused."""


@pytest.mark.parametrize("pattern", PAIRS)
def test_captures_of_empty_iterations(pattern: str) -> None:
    expected = PAIRS[pattern]
    if expected is None:
        with pytest.raises(Untranslatable):
            translate(pattern)
        return
    compiled = re.compile(translate(pattern).python)
    assert tuple(text for text in TEXTS if compiled.search(text)) == expected


@pytest.mark.parametrize("sign", list("#@'\"_ :=-"))
def test_a_needless_escape_is_no_reason_to_refuse(sign: str) -> None:
    long = r"^(?!.*xx.*$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,6}|[a-z0-9-]{2,})(?:/?|[/?]\S+)"
    for pattern in (rf"{long}\{sign}?\w+$", rf"{long}[\{sign}]?\w+$"):
        try:
            assert isinstance(matching(pattern).matcher, Dfa | Nfa | Regex)
        except UnsafePattern:
            assert isinstance(matching(pattern, allow_unsafe=True).matcher, Regex)
