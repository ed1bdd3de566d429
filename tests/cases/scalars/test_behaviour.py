"""Scalars: integers of 32 and 64 bits, both ways, wherever they stand; lists of values, and what is said of each."""

from __future__ import annotations

import ast
import copy
import datetime as dt
import importlib
import inspect
import itertools
import json
import pickle
import typing
import urllib.parse
import uuid
import zoneinfo
from decimal import Decimal
from types import ModuleType
from typing import Any

import httpx2
import pytest

BEYOND_32, BEYOND_64 = 2**31, 2**63


def drift_of(package: ModuleType, data: Any) -> list[str]:
    """Where a response deviates; sent back, it must be refused at the same places."""
    codec = package._runtime.codec_for(package.models.Measure)
    value, drift = codec.decode(json.dumps(data).encode())
    assert json.loads(codec.encode(value)) == data
    assert [problem.pointer for problem in codec.problems(value)] == [each.pointer for each in drift]
    return [each.pointer for each in drift]


@pytest.mark.parametrize(
    ("field", "beyond", "within", "pointer"),
    [
        ("whole", BEYOND_32, -BEYOND_32, "/whole"),
        ("number", BEYOND_32, 3, "/number"),
        ("untyped", -BEYOND_64 - 1, -BEYOND_64, "/untyped"),
        ("untyped", BEYOND_64, "any other type", "/untyped"),
        ("both", BEYOND_32, BEYOND_32 - 1, "/both"),
        ("tight", 4, 3, "/tight"),
        ("positive", 0, BEYOND_64 - 1, "/positive"),
        ("positive", BEYOND_64, 1, "/positive"),
        ("wide", -BEYOND_32 - 1, -BEYOND_32, "/wide"),
        ("listed", [1, BEYOND_32], [1], "/listed/1"),
        ("nullable", BEYOND_32, None, "/nullable"),
        ("either", BEYOND_32, "text", "/either"),
        ("id", BEYOND_64, BEYOND_64 - 1, "/id"),
        ("by_name", {"a": BEYOND_64}, {"a": 1}, "/by_name/a"),
        ("pair", [BEYOND_32, "a"], [1, "a"], "/pair/0"),
        ("further", BEYOND_32, 1, "/further"),
    ],
)
def test_bits_are_limits(package: ModuleType, field: str, beyond: Any, within: Any, pointer: str) -> None:
    assert drift_of(package, {field: beyond}) == [pointer]
    assert drift_of(package, {field: within}) == []


def test_whole_numbers_may_have_a_fraction_of_nothing(package: ModuleType) -> None:
    value, drift = package._runtime.codec_for(package.models.Measure).decode(b'{"whole":3.0}')
    assert (value.whole, drift) == (3, ())


@pytest.mark.parametrize(
    ("arguments", "parameter"),
    [
        ({"first": BEYOND_32}, "first"),
        ({"ids": [1, BEYOND_64]}, "ids"),
        ({"size": BEYOND_32}, "size"),
        ({"size": 4}, "size"),
        ({"x_count": BEYOND_64}, "X-Count"),
    ],
)
def test_bits_are_limits_of_parameters(package: ModuleType, arguments: dict[str, Any], parameter: str) -> None:
    with pytest.raises(package.errors.InvalidArgument) as raised:
        package.operations.measures.list_measures(**arguments)
    assert raised.value.parameter == parameter


def test_a_message_counts_bits(package: ModuleType) -> None:
    with pytest.raises(package.errors.InvalidArgument, match="expected an integer of 32 bits"):
        package.operations.measures.list_measures(first=BEYOND_32)


def docstring_of(package: ModuleType, module: str, name: str) -> str:
    """The text below the statement that gives a name to a type, or to a field."""
    source = inspect.getsource(importlib.import_module(f"{package.__name__}.models.{module}"))
    statements = list(ast.walk(ast.parse(source)))
    for block in (node.body for node in statements if isinstance(node, ast.Module | ast.ClassDef)):
        for statement, text in itertools.pairwise(block):
            named = isinstance(statement, ast.AnnAssign) and ast.unparse(statement.target) == name
            if named and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
                return inspect.cleandoc(str(text.value.value))
    return ""


@pytest.mark.parametrize(
    ("module", "name", "lines"),
    [
        ("level", "Level", ['- `"easy"`: Easy: For beginners.', '- `"hard"`: For experts.']),
        ("state", "State", ['- `"active"`: In use every day', '- `"closed"`: Never to be used again']),
        ("release", "Release", ['- `"3.9"`: The old one.', '- `"3.10"`: The new one.']),
        ("game", "mode", ['- `"a"`: the first', '- `"b"`: the second']),
        ("game", "modes", ['- `"c"`: the third', '- `"d"`: the fourth']),
        ("game", "number", ["- `1`: the one", "- `2`: the two"]),
        ("game", "stated", ['- `"f"`: of f']),
    ],
)
def test_descriptions_of_values_stand_in_docstrings(
    package: ModuleType, module: str, name: str, lines: list[str]
) -> None:
    text = docstring_of(package, module, name)
    assert [line for line in text.split("\n") if line.startswith("- ")] == lines


def test_values_of_text_are_as_written(package: ModuleType) -> None:
    listed = ("3.9", "3.10", "1e3", "010", "0x1F", "true", "2024-01-01", "yes")
    assert typing.get_args(package.models.Release) == listed
    assert 'Default: `"3.10"`.' in docstring_of(package, "release", "Release")
    assert package.operations.measures.list_measures(release="3.10").query == "release=3.10"
    with pytest.raises(package.errors.InvalidArgument):
        package.operations.measures.list_measures(release="3.1")
    assert '`"3.10"`: new' in inspect.getdoc(package.operations.measures.list_measures)


def exchange(package: ModuleType, data: Any) -> tuple[Any, list[str]]:
    """What comes of the JSON of some times, and where it deviates; it must be sent back as it came."""
    codec = package._runtime.codec_for(package.models.Times)
    text = json.dumps(data, separators=(",", ":")).encode()
    value, drift = codec.decode(text)
    assert codec.encode(value) == text
    assert codec.prepare(value)[0] == text
    return value, [each.pointer for each in drift]


@pytest.mark.parametrize("text", ["P1M", "P1Y2M", "P1Y2M3DT4H5M6.5S", "-P1Y", "P999999999999D", "P99999999999999W"])
def test_a_duration_that_no_timedelta_holds_is_text(package: ModuleType, text: str) -> None:
    for data in (
        {"span": text},
        {"spans": ["P1D", text]},
        {"spans_by_name": {"a": text}},
        {"span_or_number": text},
        {"span_or_null": text},
        {"further": text},
    ):
        value, drift = exchange(package, data)
        assert drift == []
        assert package._runtime.codec_for(package.models.Times).problems(value) == ()
        assert text in repr(value)


def test_weeks_are_a_timedelta(package: ModuleType) -> None:
    codec = package._runtime.codec_for(package.models.Times)
    value, drift = codec.decode(b'{"span":"P2W"}')
    assert (value.span, drift) == (dt.timedelta(days=14), ())
    assert codec.prepare(package.models.Times(span="P2W")) == (b'{"span":"P2W"}', ())


@pytest.mark.parametrize("text", ["P", "PT", "P1DT", "P1W2D", "P1S", "PT1D", "1D", "P1.5M", "P1M\n", "soon"])
def test_what_is_no_duration(package: ModuleType, text: str) -> None:
    value, drift = exchange(package, {"span": text})
    assert drift == ["/span"]
    assert package._runtime.codec_for(package.models.Times).problems(value) != ()


@pytest.mark.parametrize(
    ("field", "text", "is_valid"),
    [
        ("when", "2016-12-31T23:59:60Z", True),
        ("when", "2016-12-31T23:59:60.5Z", True),
        ("when", "2016-12-31T15:59:60-08:00", True),
        ("when", "2016-12-31T15:59:60Z", False),
        ("when", "2016-12-31T23:59:61Z", False),
        ("when_or_null", "2016-12-31T23:59:60Z", True),
        ("when_or_number", "2016-12-31T23:59:60Z", True),
        ("at", "23:59:60Z", True),
        ("at", "15:59:60-08:00", True),
        ("at", "12:00:60Z", False),
    ],
)
def test_leap_seconds(package: ModuleType, field: str, text: str, is_valid: bool) -> None:
    value, drift = exchange(package, {field: text})
    assert getattr(value, field) == text
    assert (drift == []) == is_valid
    assert (package._runtime.codec_for(package.models.Times).problems(value) == ()) == is_valid


@pytest.mark.parametrize("text", ["2026-01-02T03:04:05", "2026-01-02T03:04:05.120", "2026-01-02 03:04:05"])
def test_a_naive_date_time_is_a_datetime_and_goes_back_as_it_came(package: ModuleType, text: str) -> None:
    naive = dt.datetime.fromisoformat(text)
    codec = package._runtime.codec_for(package.models.Times)
    value, drift = exchange(package, {"when": text})
    assert drift == ["/when"]
    assert isinstance(value.when, dt.datetime)
    assert (value.when, repr(value.when)) == (naive, repr(naive))
    for same in (value, copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert codec.prepare(same) == (f'{{"when":"{text}"}}'.encode(), ())
    for data in ({"whens": [text]}, {"when_or_null": text}, {"when_or_number": text}):
        assert isinstance(exchange(package, data)[0], package.models.Times)
    assert [problem.pointer for problem in codec.problems(package.models.Times(when=naive))] == ["/when"]
    later = package.models.Times(when=value.when + dt.timedelta(days=1))
    assert [problem.pointer for problem in codec.problems(later)] == ["/when"]
    aware = package.models.Times(when=value.when.replace(tzinfo=dt.UTC))
    assert codec.problems(pickle.loads(pickle.dumps(aware))) == ()


OFFSETS = [
    zoneinfo.ZoneInfo("Africa/Monrovia"),
    zoneinfo.ZoneInfo("Europe/Amsterdam"),
    dt.timezone(dt.timedelta(seconds=30)),
    dt.timezone(-dt.timedelta(hours=1, microseconds=1)),
]


@pytest.mark.parametrize("zone", OFFSETS, ids=str)
def test_an_offset_with_seconds_is_sent_as_the_same_instant(package: ModuleType, zone: dt.tzinfo) -> None:
    when = dt.datetime(1930, 1, 2, 3, 4, 5, tzinfo=zone)
    request = package.operations.measures.list_measures(since=when, x_since=when)
    (_, since), (_, header) = urllib.parse.parse_qsl(request.query)[0], request.headers[-1]
    form = package.operations.measures.send_form(body=package.models.Times(when=when)).payload.content.decode()
    codec = package._runtime.codec_for(package.models.Times)
    value = package.models.Times(when=when, whens=[when], when_or_null=when, when_or_number=when)
    texts = [since, header, dict(urllib.parse.parse_qsl(form))["when"]]
    for text in (codec.encode(value, careful=True), codec.prepare(value)[0], json.dumps(codec.to_builtins(value))):
        data = json.loads(text)
        texts += [data["when"], *data["whens"], data["when_or_null"], data["when_or_number"]]
    assert all(dt.datetime.fromisoformat(text) == when and len(text) <= 32 for text in texts), texts


def test_a_time_of_day_whose_offset_has_seconds(package: ModuleType) -> None:
    at = dt.time(0, 0, 10, tzinfo=dt.timezone(dt.timedelta(seconds=30)))
    codec = package._runtime.codec_for(package.models.Times)
    assert codec.prepare(package.models.Times(at=at)) == (b'{"at":"23:59:40Z"}', ())


def test_durations_as_parameters(package: ModuleType) -> None:
    request = package.operations.measures.list_measures(every="P1M", spans=["P1Y", dt.timedelta(days=2)])
    assert request.query == "every=P1M&spans=P1Y&spans=P2D"
    with pytest.raises(package.errors.InvalidArgument, match="expected a duration"):
        package.operations.measures.list_measures(every="monthly")


def test_headers_of_responses(package: ModuleType) -> None:
    headers = {"X-Period": "P1M", "X-Naive": "2026-01-02T03:04:05", "X-Total": "5"}
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=[], headers=headers))
    with package.Client(transport=transport) as client:
        response = client.send(package.operations.measures.list_measures())
    values = response.header_values
    assert (values["X-Period"], values["X-Total"]) == ("P1M", 5)
    assert values["X-Naive"] == dt.datetime(2026, 1, 2, 3, 4, 5)


UUID = "12345678-1234-1234-1234-123456789abc"


@pytest.mark.parametrize(
    ("field", "data", "value", "unfit", "expected"),
    [
        ("price", "12.50", Decimal("12.50"), "12.505", r"a value that matches '^-?\d{0,6}(?:\.\d{0,2})?$'"),
        ("id", UUID, uuid.UUID(UUID), "g", "a UUID"),
        ("when", "2020-01-01T00:00:00Z", dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "2020-01-01T00:00:00+01:00", "'Z$'"),
        ("day", "2020-01-01", dt.date(2020, 1, 1), "2020", "a date"),
        ("at", "10:00:00", dt.time(10), "10:00:00.500000", "of length at most 8"),
        ("span", "P1M", "P1M", "-P1D", "that matches '^P'"),
        ("octets", "YWJj", b"abc", "YWJjYWJjYWJj", "of length at most 8"),
        ("maybe", "2020-01-01T00:00:00Z", dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "2020-01-01T00:00:00+01:00", "'Z$'"),
        ("ids", [UUID], [uuid.UUID(UUID)], [1], "a UUID"),
        ("sid", "US123", "US123", "US12", r"that matches '^US\d{3}$'"),
        ("slow", "aa", "aa", "ab", "that matches '^(a+)+$'"),
        ("twice", "b1a", "b1a", "b1", "that matches 'a$'"),
        ("couple", ["a", 1], ("a", 1), ["a"], "an array of 2"),
        ("distinct", ["a", "b"], ("a", "b"), ["a", "a"], "differs from item 0"),
        ("numbers", {"a": 1}, {"a": 1}, {"a": "x"}, "an integer"),
        ("named", {"a": 1}, {"a": 1}, {"a": "x"}, "an integer"),
    ],
)
def test_a_format_keeps_its_type_beside_limits_which_are_those_of_its_text(
    package: ModuleType, field: str, data: Any, value: Any, unfit: Any, expected: str
) -> None:
    codec = package._runtime.codec_for(package.models.Texts)
    decoded, drift = codec.decode(json.dumps({field: data}).encode())
    assert (getattr(decoded, field), drift) == (value, ())
    assert type(getattr(decoded, field)) is type(value)
    assert codec.problems(decoded) == ()
    assert json.loads(codec.encode(decoded)) == {field: data}
    deviating, (one,) = codec.decode(json.dumps({field: unfit}).encode())
    assert expected in one.expected
    assert expected in codec.problems(deviating)[0].expected


def test_a_list_of_one_length_stays_a_list(package: ModuleType) -> None:
    value, drift = package._runtime.codec_for(package.models.Texts).decode(
        json.dumps({"embedding": [0.5] * 1536}).encode()
    )
    assert (type(value.embedding), drift) == (list, ())


def test_messages_quote_the_pattern_of_the_document(package: ModuleType) -> None:
    with pytest.raises(package.errors.InvalidArgument) as raised:
        package.operations.measures.list_measures(sid="US")
    assert r"that matches '^US\d{3}$'" in str(raised.value)
    assert package.operations.measures.list_measures(couple=("a", 1)).query == "couple=a&couple=1"
    with pytest.raises(ValueError, match="matches") as invalid:
        package.validators.check_price("1.005")
    assert r"'^-?\d{0,6}(?:\.\d{0,2})?$'" in str(invalid.value)
