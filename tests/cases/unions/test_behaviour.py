"""Which variant of a union a value becomes, and what fits none."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest


def decode(package: ModuleType, name: str, data: Any) -> tuple[Any, list[str]]:
    """The value of a type, and the pointers of what drifted; what was decoded encodes to the same JSON."""
    codec = package._runtime.codec_for(getattr(package.models, name))
    value, drift = codec.decode(json.dumps(data).encode())
    assert json.loads(codec.encode(value)) == data
    return value, [found.pointer for found in drift]


@pytest.mark.parametrize(
    ("data", "variant"),
    [
        ({"species": "cat", "lives": 9}, "Cat"),
        ({"species": "dog", "barks": True}, "Dog"),
        ({"species": "puppy", "barks": True, "friends": [{"species": "cat"}]}, "Dog"),
    ],
)
def test_the_discriminator_tells_the_variant(package: ModuleType, data: Any, variant: str) -> None:
    value, drift = decode(package, "Pet", data)
    assert type(value).__name__ == variant
    assert drift == []


def test_a_new_variant_stays_what_it_is(package: ModuleType) -> None:
    value, drift = decode(package, "Pet", {"species": "parrot", "speaks": True})
    assert value == {"species": "parrot", "speaks": True}
    assert len(drift) == 1


def test_the_variant_that_is_told_may_have_drifted(package: ModuleType) -> None:
    value, drift = decode(package, "Pet", {"species": "dog", "barks": "loudly"})
    assert type(value).__name__ == "Dog"
    assert drift == ["/barks"]


@pytest.mark.parametrize(("number", "good"), [(1, True), (5, False), (10, False), (11, True), ("x", False)])
def test_one_of_means_exactly_one(package: ModuleType, number: Any, good: bool) -> None:
    assert (decode(package, "Number", number)[1] == []) is good


def test_any_of_with_a_plain_string_takes_every_string(package: ModuleType) -> None:
    assert decode(package, "ModelModel", "huge") == ("huge", [])


@pytest.mark.parametrize("data", [None, True, 1, 1.5, "x", [1, [None]], {"a": {"b": [1, "x", {}]}}])
def test_a_type_may_be_described_by_itself(package: ModuleType, data: Any) -> None:
    assert decode(package, "Json", data) == (data, [])


def test_nullable_both_ways(package: ModuleType) -> None:
    holder, drift = decode(package, "Holder", {"maybe": None, "pet": None, "json": None, "inline": {"b": 1}})
    assert drift == []
    assert holder.maybe is None
    assert type(holder.inline).__name__ == "HolderInlineVariant2"
    assert holder.number is None


def test_all_of_is_one_model(package: ModuleType) -> None:
    assert decode(package, "Holder", {"all": {"species": "cat", "color": "red"}})[1] == ["/all/lives"]


@pytest.mark.parametrize(
    ("data", "good"),
    [
        ({"inline": "", "named": "", "items": ["", "::"]}, True),
        ({"inline": "a:b", "named": "a@b", "other": "x", "both": "?"}, True),
        ({"named": None}, True),
        ({"hosts": ["x"]}, True),
        ({"hosts": []}, False),  # nothing in it has a format
        ({"inside": {"mail": "a@b"}}, True),
        ({"inside": {"name": "Ann"}}, False),
        ({"surely": "abc"}, False),
        ({"surely": "xyz"}, True),
        ({"judged": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"}, False),
        ({"secret": "abc"}, False),
    ],
)
def test_a_format_that_is_not_judged_makes_a_variant_uncertain(package: ModuleType, data: Any, good: bool) -> None:
    value, drift = decode(package, "Contact", data)
    assert (drift == []) is good
    codec = package._runtime.codec_for(package.models.Contact)
    assert (codec.problems(value) == ()) is good
    assert codec.fits(data) is good
