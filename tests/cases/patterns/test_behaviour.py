"""Patterns and limits: the verdicts of JavaScript, in time linear in the text, wherever a value passes through."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2
import msgspec
import pytest

from tests.effort import at_most

VERDICTS: dict[str, tuple[list[str], list[str]]] = {
    "letters": (["a", "aaaa"], ["", "aab", "a\n", "A"]),
    "ending": (["b", "xbx", "aab"], ["aaa", ""]),
    "slug": (["a", "a-b"], ["a-", "-a", "a--b", "a-b\n", "\u00e4"]),
    "year": (["1999", "19999", "x1999"], ["1999x", "1999\n", "\u0661\u0669\u0669\u0669"]),
    "email": (["a@b", "@@@", "a@\u001c", "a@\u0085"], ["@", "a @b", "a@b\n", "a@\ufeff"]),
    "price": (["$5", "$5.00", "US$12"], ["5", "$5.0", "$ 5"]),
    "word": (["\u00c4pfel", "\u0416", "\U0001d400"], ["\u00e4pfel", "A1", "Aa\u0301"]),
    "escapes": (["a-_b", "ab-_c"], ["a_b", "\u00e4-_b"]),
    "host": (["a.b", "a-.b"], ["-a.b", "a", "a.b.", "a.b\n"]),
    "last": (["abbbbbbbbbbbb", "xabbbbbbbbbbbb"], ["bbbbbbbbbbbbb", "babababababababab", "a"]),
    "names_key": (["", "ab"], ["a1", "a\n"]),
    # What follows is more than one pattern: lengths in code points, and all branches of an `allOf`.
    "letter": (["aa", "a" * 10], ["a", "a" * 11, "ab"]),
    "code": (["A b1", "A1"], ["a1", "Ab", "A  1", "A-1"]),
}
"""By the name of a constraint: what V8 matches, and what it does not."""

LONG = 50_000
ATTACKS = {
    "letters": "a" * LONG + "!",
    "letter": "a" * LONG + "!",
    "ending": "a" * LONG,
    "slug": "a-" * (LONG // 2) + "!",
    "year": "1" * LONG + "x",
    "email": "@" * LONG + " ",
    "price": "$" + "1" * LONG + "x",
    "word": "\u00c9" * LONG + "1",
    "escapes": "a" * LONG,
    "host": "a." * (LONG // 2) + "!",
    "last": "ab" * (LONG // 2) + "!",
    "code": "A" + "a" * LONG + "!0",
    "other": "b" * LONG + "!",
    "either": "a" * LONG + "!",
}
"""By the name of a property of `Text`: what keeps an engine that backtracks busy."""


def in_time(judge: Callable[[], Any]) -> Any:
    """What `judge` returns, which it must do in well under a second."""
    with at_most(seconds=2):
        return judge()


@pytest.mark.parametrize("name", VERDICTS)
def test_verdicts_are_those_of_javascript(package: ModuleType, name: str) -> None:
    is_valid = getattr(package.validators, f"is_{name}")
    matching, others = VERDICTS[name]
    assert [text for text in [*matching, *others] if is_valid(text)] == matching


@pytest.mark.parametrize("name", ATTACKS)
def test_a_response_is_judged_in_linear_time(package: ModuleType, name: str) -> None:
    content = msgspec.json.encode({"letters": "a", name: ATTACKS[name]})
    transport = httpx2.MockTransport(
        lambda request: httpx2.Response(200, content=content, headers={"Content-Type": "application/json"})
    )
    with package.Client(transport=transport) as client:
        response = in_time(lambda: client.send(package.operations.texts.get_text("a")))
    assert [drift.pointer for drift in response.drift] == [f"/{name}"]
    assert getattr(response.body, name) == ATTACKS[name]


@pytest.mark.parametrize("name", ATTACKS)
def test_a_body_is_judged_in_linear_time(package: ModuleType, name: str) -> None:
    body = package.models.Text(**{"letters": "a", name: ATTACKS[name]})
    with pytest.raises(ValueError, match=f"/{name}"):
        in_time(lambda: package.operations.texts.put_text("a", body=body))


@pytest.mark.parametrize(("slug", "name"), [("a", "letters"), ("a", "ending"), (ATTACKS["slug"], "slug")])
def test_an_argument_is_judged_in_linear_time(package: ModuleType, slug: str, name: str) -> None:
    given = {} if name == "slug" else {name: ATTACKS[name]}
    with pytest.raises(ValueError, match=f"'{name}' is not valid"):
        in_time(lambda: package.operations.texts.get_text(slug, **given))


@pytest.mark.parametrize("name", VERDICTS)
def test_attacks_on_functions_are_judged_in_linear_time(package: ModuleType, name: str) -> None:
    attack = ATTACKS.get(name, "a" * LONG + "!")
    assert in_time(lambda: getattr(package.validators, f"is_{name}")(attack)) is False
    with pytest.raises(ValueError, match=r"expected a (string|value)"):
        in_time(lambda: getattr(package.validators, f"check_{name}")(attack))


def test_the_message_shows_the_pattern_of_the_document(package: ModuleType) -> None:
    with pytest.raises(ValueError, match=r"expected a string that matches '\^\(a\+\)\+\$', found a string of length 1"):
        package.validators.check_letters("b")


@pytest.mark.parametrize(
    ("value", "pointers"),
    [
        ({"labels": {"aa": 1, "x-": "anything"}}, []),
        ({"labels": {"aa": "1", "b": 1}}, ["/labels/aa", "/labels/b"]),
        ({"labels": {"a" * LONG + "!": 1}}, ["/labels/" + "a" * LONG + "!"]),
        ({"names": {"ab": 1, "": 2}}, []),
        ({"names": {"a1": 1, "ab": "2"}}, ["/names/a1", "/names/ab"]),
        ({"names": {"a" * LONG + "!": 1}}, ["/names/" + "a" * LONG + "!"]),
        ({"_a_b": True, "_": 1}, []),
        ({"_a_b": 1}, ["/_a_b"]),
        ({"_" + "a" * LONG + "!": 1}, []),
        ({"either": "aa"}, []),
        ({"either": "bb"}, []),
        ({"either": "ab"}, ["/either"]),
        ({"words": ["Ab", "b"]}, ["/words/1"]),
        ({"other": None}, []),
        ({"letters": "aa", "other": None}, [""]),
    ],
)
def test_names_of_properties_are_matched_too(package: ModuleType, value: dict[str, Any], pointers: list[str]) -> None:
    codec = package._runtime.codec_for(package.models.Text)
    data = msgspec.json.encode({"letters": "a"} | value)
    body, drift = in_time(lambda: codec.decode(data))
    # A pointer that is very long is cut.
    assert [each.pointer[:3_999] for each in drift] == [pointer[:3_999] for pointer in pointers]
    assert [each.pointer for each in codec.problems(body)] == [each.pointer for each in drift]
    assert [each.pointer for each in codec.convert(msgspec.json.decode(data))[1]] == [each.pointer for each in drift]


@pytest.mark.parametrize(
    ("name", "fitting", "others"),
    [
        ("amount", [1, 10], [0, 11]),
        ("share", [0.13, 1], [0.12, 0.131]),
        ("huge", [2**64, -(2**63) - 1], [2**64 + 1, -(2**63) - 2]),
        ("endless", [1e308], []),
        ("get_text_amount", [1, 1e308], [0.9]),
        ("long", ["", "text"], []),
    ],
)
def test_limits_that_msgspec_cannot_state_hold(
    package: ModuleType, name: str, fitting: list[float], others: list[float]
) -> None:
    is_valid = getattr(package.validators, f"is_{name}")
    assert [value for value in [*fitting, *others] if is_valid(value)] == fitting


def test_numbers_that_no_float_holds_are_compared_exactly(package: ModuleType) -> None:
    codec = package._runtime.codec_for(package.models.Fractions)
    assert codec.problems(0.5) == ()
    assert len(codec.problems(0.25)) == 1
