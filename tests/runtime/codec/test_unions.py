"""Unions: discriminators, exactly one, first fit, best fit; recursive types."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeAlias, Union

import pytest
from msgspec import Meta

from runtime.codec import codec_for
from runtime.markers import AnyOf, Discriminator, OneOf
from runtime.model import UNSET, Model, Unset, field


class Cat(Model):
    pet_type: Literal["cat"] = field(name="petType")
    lives: int | None = None


class Dog(Model):
    pet_type: str = field(name="petType")
    bark: str | None = None
    friends: list[Pet] | None = None


class Lizard(Model, extra=Any):
    pet_type: str | None = field(default=None, name="petType")
    legs: int | None = None


class House(Model):
    pet: Pet | None | Unset = UNSET
    guest: Annotated[Cat | Dog, OneOf()] | None = None


Pet: TypeAlias = Annotated[
    Union["Cat", "Dog", "Lizard"],
    Discriminator("petType", {"cat": "Cat", "dog": "Dog", "hound": "Dog", "lizard": "Lizard"}),
]
WithDefault: TypeAlias = Annotated[Union["Cat", "Dog"], Discriminator("petType", {"cat": "Cat"}, default="Dog")]
Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | None
Link: TypeAlias = Union[str, "Links"]
Links: TypeAlias = Annotated[list["Link"], Meta(max_length=2)]

# For values of the wrong type.
loose_cat: Any = Cat
loose_dog: Any = Dog

LIZARD = Lizard(pet_type="lizard", extra_fields={"x": 1})

FITTING: list[tuple[Any, str, Any]] = [
    (Pet, '{"petType": "cat", "lives": 9}', Cat(pet_type="cat", lives=9)),
    (Pet, '{"petType": "hound"}', Dog(pet_type="hound")),
    (
        Pet,
        '{"petType": "dog", "friends": [{"petType": "cat"}]}',
        Dog(pet_type="dog", friends=[Cat(pet_type="cat")]),
    ),
    (Pet, '{"petType": "lizard", "x": 1}', LIZARD),
    (Pet, '{"legs": 4}', Lizard(legs=4)),
    (WithDefault, '{"petType": "wolf"}', Dog(pet_type="wolf")),
    (House, '{"pet": null}', House(pet=None)),
    (House, '{"pet": {"petType": "cat"}}', House(pet=Cat(pet_type="cat"))),
    (House, '{"guest": {"petType": "cat", "lives": 1}}', House(guest=Cat(pet_type="cat", lives=1))),
    (Cat | Dog | int, '{"petType": "x"}', Dog(pet_type="x")),
    (Annotated[Cat | Dog, AnyOf()], '{"petType": "cat"}', Cat(pet_type="cat")),
    (date | datetime | str, '"2020-01-01"', date(2020, 1, 1)),
    (date | datetime | str, '"2020"', "2020"),
    (list[int] | list[str] | tuple[int, str], '["a", "b"]', ["a", "b"]),
    (list[int] | tuple[int, str], '[1, "b"]', (1, "b")),
    (dict[str, int] | Cat, '{"a": 1}', {"a": 1}),
    (Annotated[Annotated[int, Meta(multiple_of=3)] | Annotated[int, Meta(multiple_of=5)], OneOf()], "9", 9),
    (Json, '{"a": ["b", {"c": null}, 1]}', {"a": ["b", {"c": None}, 1]}),
    (Link, '["a", ["b"]]', ["a", ["b"]]),
    (list[Link], '[["a"]]', [["a"]]),
]

DRIFTING: list[tuple[Any, str, Any, list[tuple[str, str, str]]]] = [
    # The discriminator tells the variant, whatever else is wrong.
    (
        Pet,
        '{"petType": "cat", "bark": "x"}',
        Cat(pet_type="cat", extra_fields={"bark": "x"}),
        [("/bark", "no field of this name", "'x'")],
    ),
    # A variant nobody knew stays plain data.
    (
        Annotated[Cat | Dog, Discriminator("petType", {"cat": "Cat", "dog": "Dog"})],
        '{"petType": "fish", "fins": 2}',
        {"petType": "fish", "fins": 2},
        [("/petType", "one of 'cat', 'dog'", "'fish'")],
    ),
    # Without the discriminator: the best match.
    (
        Annotated[Cat | Dog, Discriminator("petType", {"cat": "Cat", "dog": "Dog"})],
        '{"bark": "x"}',
        loose_dog(pet_type=UNSET, bark="x"),
        [("/petType", "a string", "nothing")],
    ),
    (Pet, "5", 5, [("", "an object (Cat) or an object (Dog) or an object (Lizard)", "5")]),
    (
        Cat | Dog,
        '{"petType": "cat", "lives": "x"}',
        loose_cat(pet_type="cat", lives="x"),
        [("/lives", "an integer", "'x'")],
    ),
    (
        Annotated[Cat | Dog, OneOf()],
        '{"petType": "cat"}',
        Cat(pet_type="cat"),
        [("", "exactly one of an object (Cat) or an object (Dog)", "an object with 'petType'")],
    ),
    (int | list[str], '"x"', "x", [("", "an integer or an array", "'x'")]),
    (
        Annotated[int, Meta(multiple_of=3)] | Annotated[int, Meta(multiple_of=5)],
        "7",
        7,
        [("", "an integer that is a multiple of 3 or an integer that is a multiple of 5", "7")],
    ),
    (Json, '{"a": [1.5]}', {"a": [1.5]}, [("/a/0", "an integer", "1.5")]),
    (
        Link,
        '["a", ["b", ["c", "d", "e"]]]',
        ["a", ["b", ["c", "d", "e"]]],
        [("/1/1", "an array of length at most 2", "an array of 3")],
    ),
]


@pytest.mark.parametrize(("annotation", "text", "value"), FITTING)
def test_fitting(annotation: Any, text: str, value: Any) -> None:
    codec = codec_for(annotation, __name__)
    assert codec.decode(text.encode()) == (value, ())
    assert codec.problems(value) == ()
    assert codec.decode(codec.encode(value)) == (value, ())


@pytest.mark.parametrize(("annotation", "text", "value", "drift"), DRIFTING)
def test_drifting(annotation: Any, text: str, value: Any, drift: list[tuple[str, str, str]]) -> None:
    codec = codec_for(annotation, __name__)
    decoded, found = codec.decode(text.encode())
    assert [(one.pointer, one.expected, one.found) for one in found] == drift
    assert decoded == value
    assert type(decoded) is type(value)
    # Sent back, fields that no variant names are no fault: of a document that is silent about them they are allowed.
    assert bool(codec.problems(value)) is not codec.fits(json.loads(text), is_open=True)
    assert codec.decode(codec.encode(value)) == (value, found)


def test_whole_numbers_with_a_fraction_part_count_in_one_of() -> None:
    codec = codec_for(Annotated[list[int] | list[str], OneOf()])
    assert codec.decode(b"[1.0]") == ([1], ())
    overlapping = codec_for(Annotated[list[int] | list[float], OneOf()])
    assert overlapping.decode(b"[1.0]")[1]
    assert overlapping.decode(b"[1.5]") == ([1.5], ())
    assert overlapping.decode(b"[]")[1]
