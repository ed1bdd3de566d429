"""The exact and the tolerant way agree on what fits, and neither loses anything: tried on random data."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import json
import random
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias, Union

import pytest
from msgspec import Meta

from runtime.assertions import If, Limits, Not, UniqueItems
from runtime.codec import Codec, codec_for
from runtime.equality import json_key
from runtime.markers import AnyOf, AsText, Discriminator, OneOf
from runtime.model import UNSET, Model, Unset, field

Short: TypeAlias = Annotated[str, Meta(max_length=2, pattern="^a")]
Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | None


class Leaf(Model):
    a: int
    b: str | None = None
    c: bool | None | Unset = UNSET
    d: float | None = field(default=None, name="D")


class Open(Model, extra=int):
    a: Short | None = None


class Watched(Model, assertions=(Not(lambda: Annotated[dict[str, Any], Meta(max_length=1)]),)):
    a: int | None = None
    b: Leaf | None = None


class Cat(Model):
    kind: Literal["cat"]
    a: Pet | None = None


class Dog(Model, extra=Any):
    kind: str
    a: list[Pet] | None | Unset = UNSET


class Node(Model):
    a: Node | str | None = None
    b: Annotated[Node | Leaf, OneOf()] | None = None
    c: list[Node | Leaf | None] | None = None


class Prices(Model, extra=Any):
    a: Decimal | None | Unset = UNSET
    b: Annotated[Decimal, AsText()] | None | Unset = UNSET
    kind: Decimal | str | None = None


Pet: TypeAlias = Annotated[Union["Cat", "Dog"], Discriminator("kind", {"cat": "Cat", "dog": "Dog"})]

TYPES: dict[str, Any] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "null": None,
    "any": Any,
    "short": Short,
    "small": Annotated[int, Meta(ge=-1, lt=3)],
    "fraction": Annotated[float, Limits(multiple_of=0.5), Meta(ge=0)],
    "open enum": Literal["a", "ab"] | str,
    "any string": Annotated[Literal["a"] | str, AnyOf()],
    "mixed enum": Literal["a", 1, True, None],
    "one of numbers": Annotated[int | float, OneOf()],
    "one of strings": Annotated[Short | Literal["a", "b"] | None, OneOf()],
    "number or text": int | str | None,
    "dates": date | datetime | None,
    "list": list[int | None],
    "unique": Annotated[list[Any], UniqueItems(), Meta(max_length=3)],
    "tuple": tuple[int, str],
    "map": dict[Annotated[str, Meta(max_length=1)], Leaf | int],
    "leaf": Leaf,
    "open": Open,
    "watched": Watched,
    "pets": list[Pet],
    "node": Node,
    "json": Json,
    "conditional": Annotated[list[Any] | dict[str, Any], If(list[int], Annotated[list[Any], Meta(min_length=2)])],
    "decimals": Prices | list[Prices],
    "leaf or open or list": Leaf | Open | list[Leaf],
}


def random_data(rng: random.Random, depth: int = 0) -> Any:
    choice = rng.randrange(17 if depth < 4 else 10)
    if choice < 3:
        return rng.choice(("a", "ab", "b", "abc", "cat", "dog", "", "2020-01-01", "2020-01-01T00:00:00Z", "1.5"))
    if choice < 6:
        return rng.choice((0, 1, 2, 7, -1, 2**70))
    if choice < 7:
        return rng.choice((0.5, 1.0, 2.25, -3.0))
    if choice < 10:
        return rng.choice((None, True, False))
    if choice < 11:
        return [random_data(rng, depth + 1) for _ in range(rng.randrange(4))]
    if choice < 12:
        return [rng.choice((1, 2)), rng.choice(("a", "b", 2.0))]
    if choice < 14:
        return {"a": rng.choice((1, 2.0, None)), "b": random_data(rng, depth + 1)}
    names = rng.sample(("a", "b", "c", "D", "kind", "zz"), rng.randrange(4))
    data = {name: random_data(rng, depth + 1) for name in names}
    if rng.random() < 0.3:
        data["kind"] = rng.choice(("cat", "dog", "fish"))
    return data


def as_number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def has_whole_float(data: Any) -> bool:
    """Whether there is a number of which msgspec may be wrong, or that `float` cannot hold."""
    if isinstance(data, float):
        return data.is_integer()
    if isinstance(data, int) and data > 2**53:
        return True
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return any(has_whole_float(part) for part in parts)


def accepts_exactly(codec: Codec[Any], text: bytes) -> bool:
    try:
        codec._exact(text)
    except Exception:
        return False
    return True


@pytest.mark.parametrize("name", TYPES)
def test_both_ways_agree(name: str) -> None:
    codec = codec_for(TYPES[name], __name__)
    rng = random.Random(name)
    fitting = 0
    for _ in range(1500):
        data = random_data(rng)
        text = json.dumps(data).encode()
        value, drift = codec.decode(text)
        fitting += not drift
        if name != "decimals":
            exactly = accepts_exactly(codec, text)
            assert not (exactly and codec._read(data)[1]), data
            assert exactly or drift or has_whole_float(data), data
        assert bool(codec.fits(data)) == (not drift), data
        sent, problems = codec.prepare(value)
        assert codec.fits(data, is_open=True) == (not problems), (data, problems)
        assert drift or not problems, (data, problems)
        assert json_key(json.loads(sent)) == json_key(data) or name == "dates", data
        assert codec.convert(data)[1] == drift, data
    assert fitting >= 3


@pytest.mark.parametrize("name", TYPES)
def test_nothing_is_lost(name: str) -> None:
    codec = codec_for(TYPES[name], __name__)
    rng = random.Random(name + "again")
    dates = name == "dates"
    for _ in range(1500):
        data = random_data(rng)
        value, _ = codec.decode(json.dumps(data).encode())
        for encoded in (codec.encode(value), json.dumps(codec.to_builtins(value), default=as_number).encode()):
            assert json_key(json.loads(encoded)) == json_key(data) or dates, data
