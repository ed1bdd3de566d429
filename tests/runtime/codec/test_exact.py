"""What fits a type exactly, by type: no coercion, no missing constraint."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, Never, TypeAlias

import pytest
from msgspec import Meta

from runtime.codec import codec_for
from runtime.markers import AnyOf, AsText, OneOf
from runtime.model import UNSET, Model, Unset, field


class Closed(Model, closed=True):
    required: int
    nullable: str | None
    optional: str | None = None
    both: str | None | Unset = UNSET
    class_: str | None = field(default=None, name="class")
    anything: Any = None


class Mapped(Model, extra=bool):
    name: str | None = None


Sid: TypeAlias = Annotated[str, Meta(min_length=3, max_length=3, pattern="^AC[0-9]\\Z")]
TWICE_CONSTRAINED = Annotated[Annotated[int, Meta(ge=1)], Meta(ge=5, le=9)]

# annotation, what fits (JSON text: value), what does not
CASES: list[tuple[Any, dict[str, Any], list[str]]] = [
    (str, {'"a"': "a", '"\\u0000"': "\0"}, ["1", "null", "[]", "true"]),
    (int, {"1": 1, "1.0": 1, "1e2": 100, "-0": 0, "9" * 900: int("9" * 900)}, ['"1"', "true", "1.5", "null"]),
    (float, {"1": 1.0, "1.5": 1.5, "-0.0": -0.0}, ['"1"', "true", "null"]),
    (float, {"1" + "0" * 400: 10**400, "9007199254740993": 2**53 + 1, "1e300": 1e300, "1.5e20": 1.5e20}, []),
    (Annotated[float, Meta(ge=-(10**20), lt=10**20)], {"99999999999999999999": 10**20 - 1}, ["1" + "0" * 20]),
    (int | float, {"9007199254740993": 2**53 + 1, "1e300": 1e300}, []),
    (list[float | None], {"[9007199254740993, 1]": [2**53 + 1, 1.0]}, []),
    (Annotated[float, Meta(le=3)], {"2": 2.0}, ["1" + "0" * 400, "3.1"]),
    (Annotated[float, Meta(ge=3)], {"1" + "0" * 400: 10**400}, ["-1" + "0" * 400]),
    (bool, {"true": True, "false": False}, ["1", "0", '"true"', "null"]),
    (None, {"null": None}, ["0", "false", '""']),
    (Any, {"null": None, "[1, {}]": [1, {}]}, []),
    (object, {"1": 1}, []),
    (Never, {}, ["null", "1", "{}"]),
    (Sid, {'"AC1"': "AC1"}, ['"AC"', '"AC1\\n"', '"AC1x"', '"BC1"', '"AC\\u0661"', "1"]),
    (
        Annotated[str, Meta(min_length=2, max_length=2)],
        {'"\U0001f600\U0001f600"': "\U0001f600" * 2},
        ['"\U0001f600"'],
    ),
    (Annotated[int, Meta(gt=1, lt=4)], {"2": 2, "3.0": 3}, ["1", "4", "4.0", "-5", str(2**80)]),
    (Annotated[int, Meta(ge=0)], {str(2**80): 2**80}, [str(-(2**80))]),
    (Annotated[int, Meta(multiple_of=3)], {"9": 9, "-3": -3, "0": 0}, ["4", "10.0"]),
    (Annotated[float, Meta(multiple_of=0.01)], {"0.07": 0.07, "19.99": 19.99, "4": 4.0}, ["0.075", "1e-10"]),
    (Annotated[int, Meta(ge=1.5)], {"2": 2}, ["1"]),
    (TWICE_CONSTRAINED, {"5": 5, "9": 9}, ["4", "10", "1"]),
    (Annotated[Annotated[str, Meta(pattern="a")], Meta(pattern="b")], {'"ab"': "ab"}, ['"a"', '"b"']),
    (Annotated[str | None, Meta(min_length=1)], {'"a"': "a", "null": None}, ['""']),
    (Literal["a", "b"], {'"a"': "a"}, ['"c"', "null", "1"]),
    (Literal["a", 1, True, None], {"1": 1, "1.0": 1, "true": True, "null": None}, ["false", "0", '"1"']),
    (Literal[1], {"1": 1}, ["true", '"1"', "1.5"]),
    (Literal[True], {"true": True}, ["1", "false"]),
    (Literal[12345678901234567890], {"12345678901234567890": 12345678901234567890}, ["12345678901234567891"]),
    (Literal["a", "b"] | str, {'"a"': "a"}, ['"c"', "1"]),
    (Literal[1, 2] | int, {"1": 1}, ["3"]),
    (Literal["a"] | str | None, {'"a"': "a", "null": None}, ['"c"']),
    (Annotated[Literal["a", "b"] | str, AnyOf()], {'"a"': "a", '"c"': "c"}, ["1"]),
    (list[int], {"[]": [], "[1, 2]": [1, 2]}, ['["1"]', "{}", "[null]", "[true]"]),
    (Annotated[list[int], Meta(min_length=1, max_length=2)], {"[1]": [1]}, ["[]", "[1,2,3]"]),
    (tuple[int, str], {'[1, "a"]': (1, "a")}, ["[1]", '[1, "a", 2]', '["a", "b"]']),
    (dict[str, int], {'{"a": 1}': {"a": 1}}, ['{"a": "1"}', "[]"]),
    (dict[Annotated[str, Meta(pattern="^x-")], int], {'{"x-a": 1}': {"x-a": 1}}, ['{"a": 1}']),
    (Annotated[dict[str, int], Meta(max_length=1)], {"{}": {}}, ['{"a": 1, "b": 2}']),
    (int | str, {"1": 1, '"1"': "1"}, ["null", "1.5"]),
    (int | float, {"1": 1, "1.5": 1.5}, ['"1"']),
    (Annotated[int | float, OneOf()], {"1.5": 1.5}, ["1"]),
    (Decimal, {"0.1234567890123456789": Decimal("0.1234567890123456789"), "7": Decimal(7)}, ['"1"', "true"]),
    (Annotated[Decimal, Meta(ge=1)], {"1.5": Decimal("1.5")}, ["0.5"]),
    (
        Annotated[Decimal, AsText()],
        {'"12.50"': Decimal("12.50")},
        ["1", '"NaN"', '"1_0"', '"x"', '""', '" 1"'],
    ),
    (bytes, {'"YWJj"': b"abc", '""': b""}, ['"YWJ"', '"a-_b"', "1"]),
    (date, {'"2020-02-29"': date(2020, 2, 29)}, ['"2021-02-29"', '"2020-02-29T00:00:00Z"', "1"]),
    (time, {'"10:30:00"': time(10, 30)}, ['"25:00:00"']),
    (timedelta, {'"P1DT2H"': timedelta(days=1, hours=2), '"P1M"': "P1M"}, ['"P1S"', "60", '"1"']),
    (uuid.UUID, {f'"{uuid.UUID(int=7)}"': uuid.UUID(int=7)}, ['"7"', "7"]),
    (
        datetime,
        {'"2015-07-30T20:00:00Z"': datetime(2015, 7, 30, 20, tzinfo=UTC)},
        ['"2015-07-30"', "1438286400", '"now"'],
    ),
    (
        Closed,
        {
            '{"required": 1, "nullable": null}': Closed(required=1, nullable=None),
            '{"required": 1, "nullable": "a", "both": null, "class": "c", "anything": 0}': Closed(
                required=1, nullable="a", both=None, class_="c", anything=0
            ),
        },
        [
            '{"required": 1}',
            '{"required": null, "nullable": null}',
            '{"required": 1, "nullable": null, "optional": null}',
            '{"required": 1, "nullable": null, "class_": "a"}',
            '{"required": 1, "nullable": null, "more": 1}',
            '{"required": 1, "nullable": null, "extra_fields": {}}',
            '{"required": 1, "nullable": null, "\U0010ffff extra fields": {}}',
            "[]",
        ],
    ),
    (
        Mapped,
        {"{}": Mapped(), '{"a": true}': Mapped(extra_fields={"a": True})},
        ['{"a": 1}', '{"name": 1}', '{"name": null}'],
    ),
]


def _pairs(which: int) -> list[Any]:
    return [
        pytest.param(case[0], text, case[1][text] if which == 1 else None, id=f"{index}-{text[:40]}")
        for index, case in enumerate(CASES)
        for text in case[which]
    ]


@pytest.mark.parametrize(("annotation", "text", "value"), _pairs(1))
def test_fits(annotation: Any, text: str, value: Any) -> None:
    codec = codec_for(annotation, __name__)
    decoded, drift = codec.decode(text.encode())
    assert drift == ()
    assert decoded == value
    assert type(decoded) is type(value)
    assert codec.problems(value) == ()
    assert codec.decode(codec.encode(value)) == (value, ())


@pytest.mark.parametrize(("annotation", "text", "value"), _pairs(2))
def test_does_not_fit(annotation: Any, text: str, value: None) -> None:
    codec = codec_for(annotation, __name__)
    decoded, drift = codec.decode(text.encode())
    assert len(drift) == 1
    assert len(drift[0].found) <= 60
    assert codec.problems(decoded)
    assert codec.decode(codec.encode(decoded)) == (decoded, drift)


def test_a_null_that_any_value_admits_is_no_drift_but_kept() -> None:
    codec = codec_for(Closed)
    text = b'{"anything":null,"required":1,"nullable":null}'
    value, drift = codec.decode(text)
    assert drift == ()
    assert value.anything is None
    assert codec.decode(codec.encode(value)) == (value, ())
    assert b'"anything":null' in codec.encode(value)


def test_a_whole_number_with_a_fraction_part_is_an_integer() -> None:
    value, drift = codec_for(Closed).decode(b'{"required": 3.0, "nullable": null}')
    assert (value.required, type(value.required), drift) == (3, int, ())
