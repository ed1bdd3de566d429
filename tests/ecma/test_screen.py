"""Which patterns a text can make slow, and that saying so is quick."""

from __future__ import annotations

import re
import time

import pytest

from openapi_vendor.ecma import Effort, Verdict, screen, translate
from tests.effort import at_most

SAFE = [
    "^AC[0-9a-f]{32}$",
    r"^\d+(\.\d+)?$",
    r"\S+",  # ends where it can, so it never fails after a loop
    "(a|a)*",
    "^a*b",
    r"^(?:[a-z0-9]+\.)+x$",
    "^[a-z]([a-z-]{0,61}[a-z])?$",
    r"^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\.){3}([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])$",
    r"^(?=.*\d)(?=.*[a-z]).{4,8}$",
    "^(?!.*--)[a-z-]+$",
    "^.{1,64}@.{1,255}$",
    r"""^(["']).*\1$""",
    "^(?:a|a){8}$",
    "^(?!.*a.{9}b)$",
]
POLYNOMIAL = [
    "a*b",  # from every place anew
    r"\s+$",
    "^a*a*$",
    "^(.*a){8}$",
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
    "((?!foo.*bar)x)*y",
    "^([a-z]{1,10}){1,10}$",
    "^" + "(?:a|a)" * 30 + "$",
    "^(a?){30}a{30}$",
    "^" + r"(?:\b|\B|^|)" * 20 + "x",  # many ways to consume nothing
    "(?!.*a.{9}b)$",
    "^" + "(?:a?)*" * 12 + "x",
]
EXPONENTIAL = [
    "^(a+)+$",
    "^(a*)*b",
    "^(a|a)*$",
    "^(a|aa)+$",
    "(x+x+)+y",
    "^((ab)*|(ba)*)*$",
    "^(?:(?:a|a)*b|a)",
    "^(?=(a+)+b)a",
    "^([a-z]+,?)+$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
]


@pytest.mark.parametrize("pattern", SAFE)
def test_safe(pattern: str) -> None:
    assert screen(pattern) is Verdict.SAFE


@pytest.mark.parametrize("pattern", POLYNOMIAL)
def test_polynomial(pattern: str) -> None:
    assert screen(pattern) is Verdict.POLYNOMIAL


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_exponential(pattern: str) -> None:
    assert screen(pattern) is Verdict.EXPONENTIAL


def test_exponential_means_it() -> None:
    """Twice the time for each letter more: what is screened out would hang a client."""
    expression = re.compile(translate("^(a+)+$").python)
    times: list[float] = []
    for length in (16, 20):
        start = time.process_time()
        expression.search("a" * length + "!")
        times.append(time.process_time() - start)
    assert times[1] > 4 * times[0]


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a{1,100}){1,100}$",
        "(a{1,1000}){1,1000}$",
        "^(a?){20000}$",
        "((a?b?c?){99}){99}d",
        "a{99999999}b*c*",
    ],
)
def test_large_counts_are_not_safe_and_do_not_take_long(pattern: str) -> None:
    with at_most(seconds=5):
        assert screen(pattern) is not Verdict.SAFE


def test_unknown_when_the_effort_is_spent() -> None:
    large = "^(?:" + "|".join(f"x{number}y+" for number in range(1_000)) + ")$"
    assert screen(large, Effort(3)) is Verdict.UNKNOWN
    assert screen(large) is Verdict.SAFE
