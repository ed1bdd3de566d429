"""What decoding promises, one by one: nothing is lost, and what was decoded gives the same JSON again."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from runtime.codec import codec_for
from runtime.drift import MAX_RECORDED, DecodeFailure
from runtime.equality import json_key
from runtime.markers import AsText, Discriminator, OrOther
from runtime.model import UNSET, Model, Unset


class Cat(Model):
    kind: Literal["cat"]
    lives: int | None = None


class Dog(Model):
    kind: Literal["dog"]


class Order(Model):
    id: int
    state: Literal["open", "closed"] | str | None = None
    price: Decimal | None = None
    tax: Annotated[Decimal, AsText()] | None = None
    weight: float | None = None
    note: str | None | Unset = UNSET
    code: Annotated[str, Meta(max_length=3), OrOther()] | None = None
    pet: Annotated[Cat | Dog, Discriminator("kind", {"cat": "Cat", "dog": "Dog"})] | None = None


CASES: dict[str, tuple[str, Order, list[str]]] = {
    "unknown field": ('{"id":1,"new":{"a":[1,null]}}', Order(id=1, extra_fields={"new": {"a": [1, None]}}), ["/new"]),
    "unknown value of an enum": ('{"id":1,"state":"lost"}', Order(id=1, state="lost"), ["/state"]),
    "unknown variant of a union": (
        '{"id":1,"pet":{"kind":"emu","legs":2}}',
        Order(id=1, pet={"kind": "emu", "legs": 2}),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        ["/pet/kind"],
    ),
    "unknown field of a variant": (
        '{"id":1,"pet":{"kind":"cat","age":2}}',
        Order(id=1, pet=Cat(kind="cat", extra_fields={"age": 2})),
        ["/pet/age"],
    ),
    "big integer": (f'{{"id":{10**30}}}', Order(id=10**30), []),
    "1.0 for an integer": ('{"id":1.0}', Order(id=1), []),
    "exact decimal": (
        '{"id":1,"price":0.1234567890123456789}',
        Order(id=1, price=Decimal("0.1234567890123456789")),
        [],
    ),
    "zeros of a decimal": ('{"id":1,"price":12.50}', Order(id=1, price=Decimal("12.50")), []),
    "exact decimal as text": ('{"id":1,"tax":"1.10"}', Order(id=1, tax=Decimal("1.10")), []),
    "integer beyond 2**53 as a number": (f'{{"id":1,"weight":{2**53 + 1}}}', Order(id=1, weight=2**53 + 1), []),
    "null": ('{"id":1,"note":null}', Order(id=1, note=None), []),
    "absent": ('{"id":1}', Order(id=1), []),
    "null where none may be": ('{"id":1,"weight":null}', Order(id=1, extra_fields={"weight": None}), ["/weight"]),
    "another type where none is stated": (
        '{"id":1,"code":12345}',
        Order(id=1, code=12345),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        [],
    ),
    "another type": (
        '{"id":"x"}',
        Order(id="x"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        ["/id"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_lost(name: str) -> None:
    text, expected, drift = CASES[name]
    value, found = codec_for(Order).decode(text.encode())
    assert value == expected
    assert [each.pointer for each in found] == drift
    again = codec_for(Order).encode(value)
    as_decimals = msgspec.json.Decoder(float_hook=Decimal)
    assert json_key(as_decimals.decode(again)) == json_key(as_decimals.decode(text))


def test_something_that_is_required_is_missing() -> None:
    value, drift = codec_for(Order).decode(b'{"state":"open"}')
    assert value.id is UNSET
    assert [each.pointer for each in drift] == ["/id"]
    assert codec_for(Order).encode(value) == b'{"state":"open"}'


def test_instants_are_kept_to_the_microsecond() -> None:
    codec = codec_for(datetime)
    for text in ("2020-01-01T00:00:00.123456Z", "2020-01-01T01:00:00.123456+01:00", "2020-01-01T00:00:00.120Z"):
        value, drift = codec.decode(json.dumps(text).encode())
        assert drift == ()
        assert codec.decode(codec.encode(value)) == (value, ())
        assert value == datetime.fromisoformat(text)
    rounded, drift = codec.decode(b'"2020-01-01T00:00:00.1234567Z"')
    assert (rounded, drift) == (datetime(2020, 1, 1, 0, 0, 0, 123457, UTC), ())


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [("2016-12-31T23:59:60Z", True), ("2020-01-01T24:00:00Z", False), ("0000-01-01T00:00:00Z", False)],
)
def test_instants_that_python_does_not_have_stay_text(text: str, is_valid: bool) -> None:
    codec = codec_for(datetime)
    value, drift = codec.decode(json.dumps(text).encode())
    assert value == text
    assert len(drift) == (not is_valid)
    assert codec.encode(value) == json.dumps(text).encode()


def test_limits() -> None:
    codec: Any = codec_for(Any)
    for text in (b"[" * 201 + b"]" * 201, b"1" * 1_001):
        with pytest.raises(DecodeFailure):
            codec.decode(text)
    _, drift = codec_for(list[Order]).decode(b"[" + b",".join([b'{"id":1,"new":2}'] * 5_000) + b"]")
    assert len(drift) == MAX_RECORDED + 1
    assert drift[-1].found == f"{5_000 - MAX_RECORDED} further deviations"
