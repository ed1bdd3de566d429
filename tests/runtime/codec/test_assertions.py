"""Assertions: the constraints of JSON Schema that no type expresses, exactly and on every kind of data."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Annotated, Any, Literal, Never

import pytest

from runtime.assertion import Assertion
from runtime.assertions import (
    Also,
    Contains,
    DependentRequired,
    DependentType,
    If,
    Limits,
    MultipleOf,
    Not,
    PatternProperties,
    PrefixItems,
    PropertyCount,
    PropertyNames,
    UniqueItems,
    Values,
)
from runtime.codec import codec_for
from runtime.equality import json_key
from runtime.model import Model


class Named(Model, extra=Any):
    name: str


class Ranged(Model, assertions=(PropertyCount(minimum=1), DependentRequired("low", ("high",)))):
    low: int | None = None
    high: int | None = None
    note: str | None = None


# assertion, what satisfies it, what does not with the pointer of each complaint
CASES: list[tuple[Assertion, list[Any], list[tuple[Any, str]]]] = [
    (
        UniqueItems(),
        [[], [1, 2], [1, True], [0, False], [1, "1"], [{"a": 1}, {"a": 2}], "aa", [[1], [True]]],
        [
            ([1, 1.0], "/1"),
            ([{"a": 1, "b": 2}, {"b": 2, "a": 1.0}], "/1"),
            ([[1], 2, [1]], "/2"),
            ([None, None], "/1"),
        ],
    ),
    (Not(int), ["a", 1.5, True, None], [(1, ""), (1.0, "")]),
    (Not(lambda: Named), [{}, {"name": 1}, []], [({"name": "x", "y": 1}, "")]),
    (Also(Named), [{"name": "x", "a": 1}], [({"name": 1}, "/name"), ({}, "/name"), (1, "")]),
    (
        If(Named, dict[str, str], list[int]),
        [{"name": "x"}, [1], []],
        [({"name": "x", "a": 1}, "/a"), (["a"], "/0"), ({}, "")],
    ),
    (If(int, otherwise=str), [1, "a"], [(None, "")]),
    (Contains(int), [[1], ["a", 2.0], "x"], [([], ""), (["a", True], "")]),
    (Contains(int, minimum=0, maximum=1), [[], [1], ["a"]], [([1, 2], "")]),
    (
        DependentRequired("a", ("b", "c")),
        [{}, {"b": 1}, {"a": 1, "b": 1, "c": None}, 1],
        [({"a": 1, "b": 1}, "")],
    ),
    (DependentType("name", Named), [{}, {"a": 1}, {"name": "x"}], [({"name": 1}, "/name")]),
    (PropertyNames(Annotated[str, Limits(max_length=2)]), [{}, {"ab": 1}, []], [({"abc": 1}, "/abc")]),
    (PropertyCount(1, 2), [{"a": 1}, [], "x"], [({}, ""), ({"a": 1, "b": 2, "c": 3}, "")]),
    (
        MultipleOf(0.01),
        [0.07, 19.99, 4, -0.01, 1e22, True, "x", 0, Decimal("1.01")],
        [(0.075, ""), (1e-10, ""), (Decimal("1E+5000"), "")],
    ),
    (MultipleOf(Decimal("0.1")), [0.3, Decimal("0.30")], [(0.35, "")]),
    (MultipleOf(7), [7 * 10**30, 0.0], [(7 * 10**30 + 1, "")]),
    (Limits(ge=10**30), [10**30, 1e31, "x", True], [(10**30 - 1, "")]),
    (Limits(gt=1, lt=2), [1.5, Decimal("1.5")], [(1, ""), (2, "")]),
    (
        Limits(min_length=2, max_length=3, pattern="^a"),
        ["ab", 5, [1, 2], {"a": 1, "b": 2}],
        [("a", ""), ("abcd", ""), ("bb", ""), ([], "")],
    ),
    (
        Values(1.5, [1], {"a": True}, "x"),
        [1.5, [1.0], {"a": True}, "x"],
        [(1, ""), ([True], ""), ({"a": 1}, ""), (None, "")],
    ),
    (Values(False, [0]), [False, [0.0]], [(0, ""), ([False], "")]),
    (
        PatternProperties((("^x-", int), ("a$", str)), rest=Never, named=("n",)),
        [{}, {"x-b": 1, "n": None}, {"a": "y"}, 5],
        [({"x-b": "1"}, "/x-b"), ({"a": 1}, "/a"), ({"z": 1}, "/z")],
    ),
    (PrefixItems((int, str)), [[], [1], [1, "a", None], {}], [(["a"], "/0"), ([1, 2], "/1")]),
    (PrefixItems((int,), rest=str), [[1, "a"]], [([1, 2], "/1")]),
]


@pytest.mark.parametrize(("assertion", "value"), [(case[0], value) for case in CASES for value in case[1]])
def test_satisfied(assertion: Assertion, value: Any) -> None:
    assert list(assertion.problems(value)) == []
    codec = codec_for(Annotated[Any, assertion])
    if not isinstance(value, Decimal):
        assert codec.decode(json.dumps(value).encode()) == (value, ())
        assert codec.problems(value) == ()


@pytest.mark.parametrize(("assertion", "value", "pointer"), [(case[0], *pair) for case in CASES for pair in case[2]])
def test_violated(assertion: Assertion, value: Any, pointer: str) -> None:
    assert list(assertion.problems(value))
    codec = codec_for(Annotated[Any, assertion])
    if not isinstance(value, Decimal):
        decoded, drift = codec.decode(json.dumps(value).encode())
        assert decoded == value
        assert [one.pointer for one in drift] == [pointer]
        assert [one.pointer for one in codec.problems(value)] == [pointer]


def test_assertions_on_a_model() -> None:
    codec = codec_for(Ranged)
    assert codec.decode(b'{"low": 1, "high": 2}') == (Ranged(low=1, high=2), ())
    assert codec.decode(b'{"high": 2}') == (Ranged(high=2), ())
    value, (drift,) = codec.decode(b'{"low": 1}')
    assert value == Ranged(low=1)
    assert drift.expected == "a field 'high' beside 'low'"
    assert [str(one) for one in codec.problems(Ranged())] == [
        "expected an object with at least 1 fields, found an empty object"
    ]
    nested = codec_for(dict[str, Ranged | None])
    assert nested.decode(b'{"a": null, "b": {"low": 1}}')[1][0].pointer == "/b"


def test_numbers_are_compared_as_they_are_written() -> None:
    for annotation in (Decimal, float):
        codec = codec_for(Annotated[annotation, Limits(ge=0.1), Values(0.1, 0.2)])
        assert codec.decode(b"0.1")[1] == ()
        assert codec.decode(b"0.3")[1]
    assert codec_for(Annotated[Decimal, Values(0.1)]).decode(b"0.10000000000000000001")[1]


def test_json_equality() -> None:
    assert json_key({"a": [1, None]}) == json_key({"a": [1.0, None]})
    for one, other in (
        ((1, True)),
        ((0, False)),
        (("1", 1)),
        (([], {})),
        ((None, False)),
        ((None, "")),
        (([[]], [])),
    ):
        assert json_key(one) != json_key(other)


def test_an_assertion_of_ones_own() -> None:
    class Even(Assertion):
        def problems(self, value: Any) -> Any:
            if isinstance(value, str) and len(value) % 2:
                yield (), "text of even length"

    codec = codec_for(Annotated[Literal["a", "bb"] | str, Even()])
    assert codec.decode(b'"bb"') == ("bb", ())
    assert [one.expected for one in codec.problems("a")] == ["text of even length"]
