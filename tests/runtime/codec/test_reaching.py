"""Limits hold in large values too, where only the places are looked at that can break them."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

import pytest
from msgspec import Meta

from runtime.codec import codec_for
from runtime.decoding import MAX_DEPTH
from runtime.drift import DecodeFailure, EncodeFailure
from runtime.markers import Discriminator, OrOther
from runtime.model import Model
from runtime.reaching import has_fractions, is_bounded, is_finite, nests_little

T = TypeVar("T")
Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class Flat(Model):
    id: int
    name: str | None = None
    tags: list[str] | None = None


class Holder(Model):
    """Every way in which something may be inside."""

    flat: Flat | None = None
    text: str | None = None
    anything: Any = None
    map: dict[str, Any] | None = None
    pair: tuple[str, Any] | None = None
    other: Annotated[str, Meta(max_length=3), OrOther()] | None = None
    alias: Json | None = None
    itself: Holder | None = None
    several: list[Holder] | None = None
    open: Open | None = None
    pet: Annotated[Cat | Dog, Discriminator("kind", {"cat": "Cat", "dog": "Dog"})] | None = None
    number: float | None = None
    numbers: list[float] | None = None


class Priced(Model):
    id: int
    text: str | None = None
    price: Decimal | None = None


class Open(Model, extra=Any):
    id: int | None = None


class Cat(Model):
    kind: Literal["cat"]
    toy: Any = None


class Dog(Model):
    kind: Literal["dog"]


class Light(Model):
    """As `Holder`, with two places for a fraction among much else."""

    flat: Flat | None = None
    text: str | None = None
    itself: Light | None = None
    numbers: list[float] | None = None
    anything: Any = None


class Point(Model):
    x: float
    y: float


Five: TypeAlias = list[list[list[list[list[T]]]]]
Forty: TypeAlias = Five[Five[Five[Five[Five[Five[Five[Five[T]]]]]]]]


class Nested(Model):
    all: Forty[int]


class NestedMore(Model):
    all: Forty[Nested]


class Loop(Model):
    next: Loop | None = None
    id: int | None = None


PLACES: dict[str, tuple[str, str, int]] = {
    "any value": ('{"anything":', "}", 1),
    "map": ('{"map":{"a":', "}}", 2),
    "tuple": ('{"pair":["a",', "]}", 2),
    "another kind of value": ('{"other":', "}", 1),
    "recursive alias": ('{"alias":', "}", 1),
    "inside itself": ('{"itself":{"itself":{"anything":', "}}}", 3),
    "a list of itself": ('{"several":[{},{"several":[{"anything":', "}]}]}", 5),
    "extra field": ('{"open":{"new":', "}}", 2),
    "variant": ('{"pet":{"kind":"cat","toy":', "}}", 2),
}

MUCH = '{"flat":{"id":1,"name":"' + "x" * 2_000 + '","tags":["a","b"]},"text":"[[[{{{"},'


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("around", [0, 40, 2_000])
def test_the_depth_is_limited_wherever_it_is_open(name: str, around: int) -> None:
    before, after, above = PLACES[name]
    codec = codec_for(list[Holder], __name__)
    flat = f'{{"text":"{"x" * 20}"}},' * around  # so many that places are not looked at one by one
    for large in ("", MUCH, MUCH * 100):
        for depth, fits in ((MAX_DEPTH, True), (MAX_DEPTH + 1, False), (MAX_DEPTH + 300, False)):
            inner = depth - above - 1
            for opening, closing in (("[", "]"), ('{"a":', "}")):
                text = f"[{large}{flat}{before}{opening * inner}1{closing * inner}{after}]".encode()
                if fits:
                    value, drift = codec.decode(text)
                    assert drift == ()
                    assert codec.encode(value) == text
                else:
                    with pytest.raises(DecodeFailure, match="200 deep"):
                        codec.decode(text)


def test_a_type_that_contains_itself_is_limited_in_depth() -> None:
    codec = codec_for(list[Loop], __name__)
    for depth in (MAX_DEPTH - 2, MAX_DEPTH - 1):
        text = ("[" + '{"id":1},' * 1_000 + '{"next":' * depth + '{"id":1}' + "}" * depth + "]").encode()
        if depth == MAX_DEPTH - 2:
            assert codec.decode(text)[1] == ()
        else:
            with pytest.raises(DecodeFailure, match="200 deep"):
                codec.decode(text)


@pytest.mark.parametrize(
    ("type_", "bounded", "fractions"),
    [
        (int, True, False),
        (float, True, True),
        (Any, False, True),
        (Flat, True, False),
        (list[Flat], True, False),
        (Point, True, True),
        (dict[str, list[Point]], True, True),
        (Loop, False, False),
        (Nested, True, False),
        (NestedMore, False, False),  # it has an end, but that is far away
        (Holder, False, True),
        (Json, False, True),
        (Annotated[str, Meta(max_length=3), OrOther()], False, True),
        (Decimal, True, True),
        (tuple[int, Flat], True, False),
        (tuple[int, Open], False, True),
    ],
    ids=str,
)
def test_what_types_tell(type_: Any, bounded: bool, fractions: bool) -> None:
    for _ in range(2):  # the second time models are known
        shape = codec_for(type_, __name__).shape
        assert (is_bounded(shape), has_fractions(shape)) == (bounded, fractions)


def _random(rng: random.Random, depth: int) -> Any:
    kind = rng.randrange(8) if depth else 7
    if kind == 0:
        return [_random(rng, depth - 1) for _ in range(rng.randrange(3))]
    if kind == 1:
        return {name: _random(rng, depth - 1) for name in "ab"[: rng.randrange(3)]}
    return rng.choice([None, True, 1, 2.5, "", "[{"])


def _holder(rng: random.Random, depth: int) -> dict[str, Any]:
    deep = rng.choice([1, 3, 90, 110, 199, 230])
    chain: Any = _random(rng, 3)
    for _ in range(deep):
        chain = rng.choice(([chain], {"a": chain}))
    made: dict[str, Any] = {
        "flat": {"id": 1, "name": "x" * rng.randrange(3_000)},
        "map": {"a": _random(rng, 3)},
        "pair": ["a", _random(rng, 2)],
        "numbers": [1.5],
        "open": {"id": 1, "z": _random(rng, 2)},
        rng.choice(["anything", "alias", "other"]): chain,
    }
    if depth:
        made["several"] = [_holder(rng, depth - 1) for _ in range(rng.randrange(3))]
        made["itself"] = _holder(rng, depth - 1)
    return {name: value for name, value in made.items() if value is not None and rng.random() < 0.7}


def _depth(data: Any) -> int:
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else None
    return 0 if parts is None else 1 + max(map(_depth, parts), default=0)


def test_the_depth_is_counted_exactly_in_models() -> None:
    rng = random.Random(11)
    codec = codec_for(list[Holder], __name__)
    counts = [0, 0]
    for _ in range(150):
        data = [_holder(rng, 2) for _ in range(rng.randrange(4))]
        text = json.dumps(data).encode()
        too_deep = _depth(data) > MAX_DEPTH
        counts[too_deep] += 1
        if too_deep:
            with pytest.raises(DecodeFailure, match="200 deep"):
                codec.decode(text)
        else:
            assert codec.decode(text)[1] == ()
    assert min(counts) > 20


def test_large_values_are_looked_at_in_few_places() -> None:
    items = [Light(flat=Flat(id=1, name="x" * 500), text="y" * 500, numbers=[1.5]) for _ in range(500)]
    codec = codec_for(list[Light], __name__)
    text = codec.encode(items)
    assert not is_bounded(codec.shape)
    assert has_fractions(codec.shape)
    assert nests_little(items, len(text))
    assert is_finite(items, len(text))
    points = [Point(x=1.5, y=2.5) for _ in range(500)]
    assert has_fractions(codec_for(list[Point]).shape)
    assert not is_finite(points, len(codec_for(list[Point]).encode(points)))  # all of it is to be looked at


NOT_FINITE: list[float] = [float("nan"), float("inf"), float("-inf")]


@pytest.mark.parametrize("number", NOT_FINITE)
@pytest.mark.parametrize("much", [0, 200])
def test_numbers_that_json_does_not_have_are_found_in_large_values(number: float, much: int) -> None:
    values: list[tuple[Any, Any]] = [
        (Light, Light(numbers=[1.5, number])),
        (Light, Light(itself=Light(itself=Light(numbers=[number])))),
        (Light, Light(anything=number)),
        (Light, Light(anything={"a": [1, {"b": number}]})),
        (Light, Light(anything=Decimal(number))),
        (Light, Light(anything={number})),
        (Light, Light(anything=Point(x=1, y=number))),
        (Light, Light(extra_fields={"new": number})),
        (Holder, Holder(number=number)),
        (Priced, Priced(id=1, price=Decimal(number))),
        (Holder, Holder(open=Open(extra_fields={"a": [number]}))),
        (Holder, Holder(pair=("a", number))),
        (Holder, Holder(pet=Cat(kind="cat", toy=number))),
        (Point, Point(x=number, y=1)),
    ]
    much_else: dict[type[Model], Model] = {
        Light: Light(flat=Flat(id=1, name="x" * 500), text="y" * 500),
        Holder: Holder(flat=Flat(id=1, name="x" * 500), text="y" * 500),
        Priced: Priced(id=1, text="y" * 500),
        Point: Point(x=1.5, y=1.5),
    }
    for model, value in values:
        many = [much_else[model]] * much
        codec = codec_for(list[model])  # type: ignore[valid-type]
        codec.encode(many)
        with pytest.raises(EncodeFailure):
            codec.encode([*many, value, *many])
        assert codec.problems([*many, value, *many])
