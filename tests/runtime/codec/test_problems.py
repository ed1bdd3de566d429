"""Why a value must not be sent: nothing is coerced, every problem is told, what is fine is encoded once."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import enum
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

import pytest
from msgspec import Meta

from runtime.assertions import Contains, If, Properties, UniqueItems, Values
from runtime.codec import checked, codec_for, is_valid
from runtime.drift import EncodeFailure
from runtime.markers import AsText, Sensitive
from runtime.model import UNSET, Model, Unset, field

Sid: TypeAlias = Annotated[str, Meta(min_length=4, max_length=4, pattern="^AC[0-9]{2}\\Z")]


class Color(enum.StrEnum):
    RED = "red"


class Level(enum.IntEnum):
    LOW = 1


class Address(Model):
    city: Annotated[str, Meta(min_length=1)]
    zip_code: str | None = field(default=None, name="zipCode")


class TheirDateTime(datetime):
    pass


class TheirDate(date):
    pass


class TheirTime(time):
    pass


class TheirDuration(timedelta):
    pass


class TheirId(uuid.UUID):
    pass


class TheirBytes(bytes):
    pass


class Closed(Model, closed=True):
    name: str


class Order(Model):
    sid: Sid
    count: int | None = None
    when: datetime | None | Unset = UNSET
    price: Decimal | None = None
    tax: Annotated[Decimal, AsText()] | None = None
    picture: bytes | None = None
    address: Address | None = None
    state: Literal["open", "closed"] | str | None = None
    pin: Annotated[str, Sensitive(), Meta(max_length=4)] | None = None
    more: dict[str, Any] | None = None


# For values of the wrong type.
loose_order: Any = Order
loose_address: Any = Address


class Foreign:
    pass


# No numbers themselves: pytest would write them out.
def huge() -> int:
    return 10**5000


CIRCLE: list[Any] = []
CIRCLE.append(CIRCLE)

FINE: list[tuple[Any, Any, bytes]] = [
    (Order, Order(sid="AC12", extra_fields={"zz": 1}), b'{"sid":"AC12","zz":1}'),
    (str, "a", b'"a"'),
    (str, Color.RED, b'"red"'),
    (int, Level.LOW, b"1"),
    (int, 10**80, b"1" + b"0" * 80),
    (int, 1.0, b"1.0"),
    (float, 1, b"1"),
    (bytes, b"abc", b'"YWJj"'),
    (bytes, bytearray(b"abc"), b'"YWJj"'),
    (datetime, datetime(2020, 1, 1, tzinfo=UTC), b'"2020-01-01T00:00:00Z"'),
    (datetime, "2020-01-01T00:00:00Z", b'"2020-01-01T00:00:00Z"'),
    (date, date(2020, 1, 1), b'"2020-01-01"'),
    (time, time(10, 30), b'"10:30:00"'),
    (timedelta, timedelta(days=1), b'"P1D"'),
    (uuid.UUID, uuid.UUID(int=1), b'"00000000-0000-0000-0000-000000000001"'),
    (Decimal, Decimal("1.10"), b"1.10"),
    (Decimal, 1, b"1"),
    (Annotated[Decimal, AsText()], Decimal("1.10"), b'"1.10"'),
    (list[int], (1, 2), b"[1,2]"),
    (datetime, TheirDateTime(2020, 1, 1, tzinfo=UTC), b'"2020-01-01T00:00:00Z"'),
    (date, TheirDate(2020, 1, 1), b'"2020-01-01"'),
    (time, TheirTime(10, 30), b'"10:30:00"'),
    (timedelta, TheirDuration(days=1), b'"P1D"'),
    (uuid.UUID, TheirId(int=1), b'"00000000-0000-0000-0000-000000000001"'),
    (bytes, TheirBytes(b"abc"), b'"YWJj"'),
    (dict[str, int], {Color.RED: 1}, b'{"red":1}'),
    (list[int], {1}, b"[1]"),
    (tuple[int, str], (1, "a"), b'[1,"a"]'),
    (dict[str, date], {"a": date(2020, 1, 1)}, b'{"a":"2020-01-01"}'),
    (dict[str, Any], {"a": b"x", "b": Decimal("1.5")}, b'{"a":"eA==","b":1.5}'),
    (Any, [None, True, "x"], b'[null,true,"x"]'),
    (Address, {"city": "x"}, b'{"city":"x"}'),
    (Literal["a", "b"] | str, "a", b'"a"'),
    (str | bytes | None, "a", b'"a"'),
    (
        Order,
        Order(sid="AC12", price=Decimal("0.1234567890123456789"), tax=Decimal("2.50")),
        b'{"sid":"AC12","price":0.1234567890123456789,"tax":"2.50"}',
    ),
    (
        Order,
        Order(sid="AC12", when=None, address=Address(city="c", zip_code="1")),
        b'{"sid":"AC12","when":null,"address":{"city":"c","zipCode":"1"}}',
    ),
]

WRONG: list[tuple[Any, Any, list[str]]] = [
    (str, 1, ["expected a string, found 1"]),
    (str, b"abc", ["expected a string, found a value of type bytes"]),
    (str, date(2020, 1, 1), ["expected a string, found a value of type date"]),
    (str, Decimal("1.5"), ["expected a string, found 1.5"]),
    (str, uuid.UUID(int=1), ["expected a string, found a value of type UUID"]),
    (str, "\ud800", ["expected text without lone surrogates, found '\\ud800'"]),
    (str, None, ["expected a string, found null"]),
    (str, UNSET, ["expected a string, found nothing"]),
    (str, Foreign(), ["expected a string, found a value of type Foreign"]),
    (int, True, ["expected an integer, found true"]),
    (int, "1", ["expected an integer, found '1'"]),
    (int, 1.5, ["expected an integer, found 1.5"]),
    (int, huge, ["expected an integer that JSON can hold, found an integer of 16610 bits"]),
    (float, float("nan"), ["expected a number that JSON can hold, found nan"]),
    (float | None, float("inf"), ["expected a number that JSON can hold, found inf"]),
    (Any, [1, float("nan")], ["/1: expected a number that JSON can hold, found nan"]),
    (float, True, ["expected a number, found true"]),
    (bytes, "YWJj", ["expected bytes, found a string"]),
    (bytes | int, "YWJj", ["expected bytes, found a string"]),
    (Address | list[int], "a", ["expected an object (Address) or an array, found 'a'"]),
    (int | list[int], "a", ["expected an integer or an array, found 'a'"]),
    (bytes | None, "YWJj", ["expected bytes, found a string"]),
    (Decimal, Decimal("NaN"), ["expected a number that JSON can hold, found NaN"]),
    (Annotated[Decimal, AsText()], 5, ["expected a string that holds a decimal number, found 5"]),
    (
        datetime,
        datetime(2020, 1, 1),
        ["expected a date and time with a time zone (RFC 3339), found '2020-01-01T00:00:00'"],
    ),
    (
        datetime,
        date(2020, 1, 1),
        ["expected a date and time with a time zone (RFC 3339), found a value of type date"],
    ),
    (date, datetime(2020, 1, 1, tzinfo=UTC), ["expected a date (RFC 3339), found '2020-01-01T00:00:00Z'"]),
    (dict[str, int], {1: 2}, ["expected names that are text, found 1"]),
    (Any, {None: 2}, ["expected names that are text, found null"]),
    (Any, CIRCLE, ["/0" * 200 + ": expected at most 200 levels, found more"]),
    (Literal["a", "b"] | str, "c", ["expected one of 'a', 'b', found 'c'"]),
    (Sid, "AC12\n", ["expected a string of length 4 that matches '^AC[0-9]{2}$', found 'AC12\\n'"]),
    (
        Address,
        Order(sid="AC12"),
        [
            "/sid: expected no field of this name, found 'AC12'",
            "/city: expected a string of length at least 1, found nothing",
        ],
    ),
    (Address, loose_address(city=UNSET), ["/city: expected a string of length at least 1, found nothing"]),
    (
        Order,
        loose_order(
            sid="x",
            count="1",
            when=datetime(2020, 1, 1),
            picture="YWJj",
            address=Address(city=""),
            state="gone",
            pin="12345",
            more={"a": Foreign()},
        ),
        [
            "/picture: expected bytes, found a string",
            "/more/a: expected any value, found a value of type Foreign",
            "/sid: expected a string of length 4 that matches '^AC[0-9]{2}$', found 'x'",
            "/count: expected an integer, found '1'",
            "/when: expected a date and time with a time zone (RFC 3339), found '2020-01-01T00:00:00'",
            "/address/city: expected a string of length at least 1, found ''",
            "/state: expected one of 'open', 'closed', found 'gone'",
            "/pin: expected a string of length at most 4, found a hidden value",
        ],
    ),
    (Closed, Closed(name="a", extra_fields={"zz": 1}), ["/zz: expected no field of this name, found 1"]),
    (Order, Order(sid="AC12", extra_fields={"count": None}), ["/count: expected an integer, found null"]),
]


@pytest.mark.parametrize(("annotation", "value", "text"), FINE)
def test_fine(annotation: Any, value: Any, text: bytes) -> None:
    codec = codec_for(annotation, __name__)
    assert codec.problems(value) == ()
    assert codec.prepare(value) == (text, ())
    assert codec.encode(value) == text
    assert is_valid(value, annotation)
    assert checked(value, annotation, "x") is value


@pytest.mark.parametrize(("annotation", "value", "problems"), WRONG)
def test_wrong(annotation: Any, value: Any, problems: list[str]) -> None:
    value = value() if value is huge else value
    codec = codec_for(annotation, __name__)
    found = codec.problems(value)
    quoted = [f"expected {each.expected}, found {each.found}" for each in found]
    places = [f"{each.pointer}: " if each.pointer else "" for each in found]
    assert [place + words for place, words in zip(places, quoted, strict=True)] == problems
    assert not is_valid(value, annotation)
    with pytest.raises(ValueError, match=r"^Name: ") as caught:
        checked(value, annotation, "Name")
    assert str(found[0]) in str(caught.value)


@pytest.mark.parametrize("value", [float("nan"), {"a": Foreign()}, ["\ud800"], CIRCLE, {1: 2}, huge, UNSET])
def test_what_json_cannot_hold_fails_in_one_way(value: Any) -> None:
    value = value() if value is huge else value
    with pytest.raises(EncodeFailure) as caught:
        codec_for(Any).to_builtins(value)
    assert len(str(caught.value)) < 1_000


def test_builtins() -> None:
    order = Order(
        sid="AC12",
        price=Decimal("1.5"),
        tax=Decimal("2.5"),
        picture=b"a",
        extra_fields={"x": date(2020, 1, 1)},
    )
    assert codec_for(Order).to_builtins(order) == {
        "sid": "AC12",
        "price": Decimal("1.5"),
        "tax": "2.5",
        "picture": "YQ==",
        "x": "2020-01-01",
    }


def test_secrets_do_not_show() -> None:
    for pin in ("hunter2", 12345, ["hunter2"], "\ud800hunter2"):
        order = loose_order(sid="AC12", pin=pin)
        assert "hunter2" not in str(codec_for(Order).problems(order))
        assert "12345" not in str(codec_for(Order).problems(order))


Short: TypeAlias = Annotated[str, Meta(max_length=3)]
Keys: TypeAlias = list[Annotated[str, Sensitive()]]


class Account(
    Model,
    assertions=(
        Properties({"pin": Short, "old": list[Short]}),
        If(Any, Annotated[dict[str, Any], Properties({"pin": Annotated[Any, Values("abc")]})]),
    ),
):
    pin: Annotated[str, Sensitive()] | None = None
    old: Keys | None = None
    named: dict[str, Annotated[str, Sensitive()]] | None = None
    more: Annotated[Keys, UniqueItems(), Contains(Annotated[str, Meta(max_length=1)])] | None = None


def test_secrets_stay_hidden_in_every_assertion() -> None:
    account = Account(pin="hunter2", old=["hunter2"], named={"a": "hunter2"}, more=["hunter2", "hunter2"])
    problems = codec_for(Account).problems(account)
    assert {problem.pointer for problem in problems} == {"/pin", "/old/0", "/more", "/more/1"}
    assert "hunter2" not in str(problems)
    assert "hunter2" not in str(codec_for(Account).decode(codec_for(Account).encode(account))[1])


@pytest.mark.parametrize(
    "value",
    [
        [float("nan")],
        {"a": [1.5, None, float("-inf")]},
        Decimal("NaN"),
        {"a": Decimal("Infinity")},
        Account(extra_fields={"x": float("nan")}),
    ],
)
def test_what_is_no_number_in_json_is_not_written_as_null(value: Any) -> None:
    with pytest.raises(EncodeFailure, match="a number that JSON can hold"):
        codec_for(Any).encode(value)
    with pytest.raises(EncodeFailure, match="a number that JSON can hold"):
        codec_for(type(value) if isinstance(value, Model) else Any).encode(value)


def test_null_stays_null_beside_numbers() -> None:
    assert codec_for(Any).encode({"a": None, "b": 1.5, "c": "NaN null", "d": 2**70}) == (
        b'{"a":null,"b":1.5,"c":"NaN null","d":1180591620717411303424}'
    )
