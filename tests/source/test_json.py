"""JSON in, plain data out: what is kept exactly, and what is refused where."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from openapi_vendor.config import Config, Limits
from tests.source.support import load, refusal, write


def test_plain_data(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.json", '{"a": [1, 1.5, "x", true, false, null, {}, -0]}'))
    assert loaded.data == {"a": [1, 1.5, "x", True, False, None, {}, 0]}
    assert [type(value) for value in loaded.data["a"]][:2] == [int, float]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", 0.1),
        ("1e3", 1000.0),
        ("1.0", 1.0),
        ("0.10000000000000000000", 0.1),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("0.1000000000000000055511151231257827", Decimal("0.1000000000000000055511151231257827")),
        ("123456789.123456789123456789", Decimal("123456789.123456789123456789")),
        ("1e400", Decimal("1e400")),
        ("1e-400", Decimal("1e-400")),
        ("9007199254740993.0", Decimal("9007199254740993.0")),
    ],
)
def test_numbers_keep_their_value(tmp_path: Path, text: str, value: object) -> None:
    found = load(write(tmp_path, "a.json", f'{{"n": {text}}}')).data["n"]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    "number",
    [
        "1" * 1001,
        "-" + "1" * 5000,
        "0." + "1" * 1500,
        "1e5000",
        "1e-999999999999999999999",
        "9" * 600 + "." + "9" * 600,
    ],
)
def test_long_numbers_are_refused_where_they_stand(tmp_path: Path, number: str) -> None:
    found = refusal(write(tmp_path, "a.json", f'{{"digits": "{"1" * 3000}",\n  "n": {number}}}'))
    assert (found.code, found.line, found.column) == ("number-too-long", 2, 8)


def test_many_digits_in_a_string_are_no_number(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.json", f'{{"a": "{"7" * 5000}"}}')).data["a"] == "7" * 5000


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number(tmp_path: Path, constant: str) -> None:
    found = refusal(write(tmp_path, "a.json", f'{{"s": "NaN",\n"n": {constant}}}'))
    assert (found.code, found.line, found.column) == ("not-a-number", 2, 6)


def test_a_lone_surrogate_is_data(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.json", r'{"a": "\ud800", "\udfff": 1}')).data == {
        "a": "\ud800",
        "\udfff": 1,
    }


def test_members_that_stand_twice(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.json", '{"a": 1,\n "b": [{"c": 1, "c": 2}],\n "a": 3}'))
    assert loaded.data == {"a": 3, "b": [{"c": 2}]}
    found = list(loaded.diagnostics)
    assert [(one.code, one.location.pointer, one.at_key) for one in found] == [
        ("duplicate-key", ("a",), True),
        ("duplicate-key", ("b", 0, "c"), True),
    ]
    assert "1:2, 3:2" in found[0].message
    assert loaded.sources.position(found[0].location, at_key=True) == (3, 2)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth(tmp_path: Path, opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    fits = f'{{"x": {opening * 255}1{closing * 255}}}'
    assert load(write(tmp_path, "a.json", fits)).codes() == []
    for depth in (256, 5_000, 100_000):
        found = refusal(write(tmp_path, "b.json", '{"x": ' + opening * depth + "1" + closing * depth + "}"))
        assert (found.code, found.line) == ("too-deep", 1)
        assert found.column == 7 + 255 * len(opening)


def test_limits_can_be_set(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", '{"a": {"b": {"c": 1}}}')
    assert refusal(path, Config(limits=Limits(max_depth=2))).code == "too-deep"
    assert refusal(path, Config(limits=Limits(max_bytes=5))).code == "too-large"


def test_syntax_errors_have_a_place(tmp_path: Path) -> None:
    found = refusal(write(tmp_path, "a.json", '{\n  "a": 1\n  "b": 2\n}'))
    assert (found.code, found.line, found.column) == ("syntax", 3, 3)
    assert found.message.startswith("not JSON")


def test_nearly_json_is_read_as_yaml(tmp_path: Path) -> None:
    text = '{"a": 1,\n "b": [1, 2,],}'
    loaded = load(write(tmp_path, "a.json", text))
    assert loaded.data == {"a": 1, "b": [1, 2]}
    assert loaded.codes() == ["not-json"]
    assert load(write(tmp_path, "a.yaml", text)).codes() == []


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.yaml", '\n {"a": 1}')).root.source.is_json
    assert not load(write(tmp_path, "a.txt", "a: 1")).root.source.is_json
