"""What the tolerant way makes of data that drifted: the value, and every deviation in words."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

import pytest
from msgspec import Meta

from runtime.assertions import UniqueItems
from runtime.codec import codec_for
from runtime.drift import Drift, Problem, to_pointer
from runtime.markers import AnyOf, OneOf, Sensitive
from runtime.model import UNSET, Model, Unset
from runtime.times import NaiveDatetime

Password: TypeAlias = Annotated[str, Sensitive(), Meta(min_length=8)]


class Owner(Model):
    name: str
    email: str | None = None


class Pet(Model):
    name: str
    state: Literal["inactive", "active", "closed"] | str | None = None
    born: datetime | None | Unset = UNSET
    tags: list[str] | None = None
    owner: Owner | None = None
    weights: dict[str, float] | None = None
    password: Password | None | Unset = UNSET


FULL = Pet(name="x")

# JSON text, the value, every deviation
CASES: list[tuple[Any, str, Any, list[tuple[str, str, str]]]] = [
    (
        Pet,
        '{"name": "x", "new": [1]}',
        {"extra_fields": {"new": [1]}},
        [("/new", "no field of this name", "an array of 1")],
    ),
    (
        Pet,
        '{"name": "x", "state": "archived"}',
        {"state": "archived"},
        [("/state", "one of 'inactive', 'active', 'closed'", "'archived'")],
    ),
    (
        Pet,
        '{"name": "x", "state": null}',
        {"extra_fields": {"state": None}},
        [("/state", "one of 'inactive', 'active', 'closed'", "null")],
    ),
    (Pet, "{}", {"name": UNSET}, [("/name", "a string", "nothing")]),
    (Pet, '{"name": null}', {"name": None}, [("/name", "a string", "null")]),
    (
        Pet,
        '{"name": 1, "born": "yesterday", "tags": "a", "owner": [], "weights": {"a": "1"}}',
        {"name": 1, "born": "yesterday", "tags": "a", "owner": [], "weights": {"a": "1"}},
        [
            ("/name", "a string", "1"),
            ("/born", "a date and time with a time zone (RFC 3339)", "'yesterday'"),
            ("/tags", "an array", "'a'"),
            ("/owner", "an object (Owner)", "an array of 0"),
            ("/weights/a", "a number", "'1'"),
        ],
    ),
    (
        Pet,
        '{"name": "x", "owner": {"name": "y", "email": 5, "a/b~c": true}, "tags": ["a", 2, null]}',
        {"owner": Owner(name="y", email=5, extra_fields={"a/b~c": True}), "tags": ["a", 2, None]},  # type: ignore[arg-type]
        [
            ("/owner/email", "a string", "5"),
            ("/owner/a~1b~0c", "no field of this name", "true"),
            ("/tags/1", "a string", "2"),
            ("/tags/2", "a string", "null"),
        ],
    ),
    (
        Pet,
        '{"name": "x", "born": "2020-01-01T00:00:00"}',
        {"born": NaiveDatetime.received(datetime(2020, 1, 1), "2020-01-01T00:00:00")},
        [("/born", "a date and time with a time zone (RFC 3339)", "'2020-01-01T00:00:00'")],
    ),
    (
        Pet,
        '{"name": "x", "password": "short"}',
        {"password": "short"},
        [("/password", "a string of length at least 8", "a hidden value")],
    ),
    (
        Pet,
        '{"name": "x", "password": 12345}',
        {"password": 12345},
        [("/password", "a string of length at least 8 or null", "a hidden value")],
    ),
    (list[int], '{"a": 1, "b": 2}', {"a": 1, "b": 2}, [("", "an array", "an object with 'a', 'b'")]),
    (list[int], '"' + "x" * 100 + '"', "x" * 100, [("", "an array", "'" + "x" * 58 + "…")]),
    (
        Annotated[list[int], Meta(max_length=1)],
        "[1, 2]",
        [1, 2],
        [("", "an array of length at most 1", "an array of 2")],
    ),
    (
        Annotated[list[Any], UniqueItems()],
        "[1, true, 1.0]",
        [1, True, 1.0],
        [("/2", "an item that differs from item 0", "1.0")],
    ),
    (
        Annotated[dict[str, int], Meta(min_length=1)],
        "{}",
        {},
        [("", "an object of length at least 1", "an empty object")],
    ),
    (
        dict[Annotated[str, Meta(pattern="^x")], int],
        '{"a": "b"}',
        {"a": "b"},
        [("/a", "a name that is a string that matches '^x'", "'a'"), ("/a", "an integer", "'b'")],
    ),
    (Annotated[int, Meta(ge=1, le=5)], "6", 6, [("", "an integer at least 1 at most 5", "6")]),
    (int, str(10**500), 10**500, []),
    (bool, str(10**500), 10**500, [("", "true or false", "an integer of 1661 bits")]),
    (Annotated[str | Literal["a"], OneOf(), AnyOf()], '"a"', "a", [("", "exactly one of a string or 'a'", "'a'")]),
]


@pytest.mark.parametrize(("annotation", "text", "value", "drift"), CASES)
def test_drift(annotation: Any, text: str, value: Any, drift: list[tuple[str, str, str]]) -> None:
    codec = codec_for(annotation, __name__)
    decoded, found = codec.decode(text.encode())
    assert [(one.pointer, one.expected, one.found) for one in found] == drift
    if annotation is Pet:
        for attribute, expected in value.items():
            assert getattr(decoded, attribute) == expected
            assert type(getattr(decoded, attribute)) is type(expected)
    else:
        assert decoded == value
    again, found_again = codec.decode(codec.encode(decoded))
    assert again == decoded
    assert set(found_again) == set(found)


def test_what_drifted_is_a_problem_when_sent_back() -> None:
    codec = codec_for(Pet)
    value, drift = codec.decode(b'{"state": "archived", "tags": [1], "x": 1, "owner": null}')
    found = {(one.pointer, one.expected, one.found) for one in drift}
    # What the document does not forbid, and what a server has put in the place of an enum's values.
    allowed = [one for one in found if one[0] in ("/x", "/state")]
    assert {(one.pointer, one.expected, one.found) for one in codec.problems(value)} == found - set(allowed)
    assert len(allowed) == 2
    assert len(found) == 5


def test_an_attribute_set_afterwards_wins_over_the_null_that_was_received() -> None:
    codec = codec_for(Pet)
    value, _ = codec.decode(b'{"name": "x", "owner": null}')
    value.owner = Owner(name="y")
    assert codec.encode(value) == b'{"name":"x","owner":{"name":"y"}}'
    assert codec.to_builtins(value) == {"name": "x", "owner": {"name": "y"}}
    value.owner = None
    assert codec.encode(value) == b'{"name":"x","owner":null}'
    value.extra_fields = {}
    assert codec.encode(value) == b'{"name":"x"}'
    assert codec.problems(value) == ()


def test_sentences() -> None:
    assert str(Drift("/a/0", "a string", "1")) == "/a/0: expected a string, found 1"
    assert str(Problem("", "a string", "1")) == "expected a string, found 1"
    assert to_pointer(()) == ""
    assert to_pointer(("", 0, "a/b", "m~n")) == "//0/a~1b/m~0n"


def test_convert_is_decode_from_parsed_data() -> None:
    codec = codec_for(Pet)
    value, drift = codec.convert({"name": "x", "tags": ["a", 1]})
    assert value == Pet(name="x", tags=["a", 1])  # type: ignore[list-item]
    assert [one.pointer for one in drift] == ["/tags/1"]
    assert codec.convert({"name": "x"}) == (FULL, ())
