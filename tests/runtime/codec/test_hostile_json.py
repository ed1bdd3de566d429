"""Bytes that are no JSON, or JSON made to harm: one kind of error, quickly, whatever the type."""

from __future__ import annotations

import json
import random
from typing import Annotated, Any, Literal, TypeAlias, Union

import pytest
from msgspec import Meta

from runtime.codec import codec_for
from runtime.drift import DecodeFailure
from runtime.model import Model
from tests.effort import at_most

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class Node(Model):
    next: Node | None = None
    children: list[Node] | None = None
    value: int | None = None


class Plus(Model):
    left: Expression
    right: Expression
    op: Literal["+"] | None = None


class Minus(Model):
    left: Expression
    right: Expression
    op: Literal["-"] | None = None


Expression: TypeAlias = Union["Plus", "Minus", int]

TYPES: list[Any] = [Any, Node, Json, list[Node], dict[str, Any], str, int, Expression]

DEEP = 100_000

FAILURES: dict[str, tuple[bytes, str, int | None]] = {
    "empty": (b"", "empty", 0),
    "blank": (b"  ", "ends too early", 2),
    "truncated": (b'{"value": 1', "ends too early", 11),
    "truncated string": (b'"abc', "ends too early", 4),
    "trailing": (b'{"value": 1} x', "trailing", None),
    "comma": (b'{"value": 1,}', "", None),
    "single quotes": (b"{'value': 1}", "", 1),
    "NaN": (b'{"value": NaN}', "", 10),
    "Infinity": (b"Infinity", "", 0),
    "-Infinity": (b"[-Infinity]", "", None),
    "1e999": (b'{"value": 1e999}', "out of range", None),
    "-1e999": (b"-1e999", "out of range", None),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "UTF-8", 0),
    "invalid UTF-8": (b'{"value": "\xff"}', "UTF-8", 11),
    "invalid UTF-8 in a name": (b'{"\xff": 1}', "UTF-8", 2),
    "overlong UTF-8": (b'"\xc0\xaf"', "UTF-8", 1),
    "surrogate in UTF-8": (b'"\xed\xa0\x80"', "UTF-8", 1),
    "lone surrogate": (rb'{"value": "\ud800"}', "", None),
    "lone low surrogate": (rb'["\udc00 some more text"]', "surrogate", None),
    "control character": (b'"a\nb"', "", None),
    "bad escape": (rb'"\x41"', "", None),
    "many digits": (b'{"value": ' + b"1" * 1_001 + b"}", "1,000 characters", None),
    "very many digits": (b"[" + b"1" * 5_000 + b"]", "", None),
    "many fraction digits": (b"0." + b"3" * 1_000, "1,000 characters", None),
    "deep arrays": (b"[" * DEEP + b"]" * DEEP, "200 deep", None),
    "deep arrays that never end": (b"[" * DEEP, "", None),
    "deep objects": (b'{"next":' * DEEP + b"null" + b"}" * DEEP, "200 deep", None),
    "a little too deep": (b"[" * 201 + b"]" * 201, "200 deep", None),
    "too deep between brackets in strings": (b'["]",' * 201 + b"[]" + b',"["]' * 201, "200 deep", None),
    "too deep after an escaped quote": (b"[" + rb'"\"",' + b"[" * 250 + b"]" * 250 + b"]", "200 deep", None),
    "objects a little too deep": (b'{"next":' * 201 + b"1" + b"}" * 201, "200 deep", None),
}


@pytest.mark.parametrize("type_", TYPES, ids=str)
@pytest.mark.parametrize("name", FAILURES)
def test_failures(name: str, type_: Any) -> None:
    data, words, position = FAILURES[name]
    with pytest.raises(DecodeFailure) as caught:
        codec_for(type_, __name__).decode(data)
    assert words in str(caught.value)
    if position is not None:
        assert caught.value.position == position
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("type_", TYPES, ids=str)
@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200 + b"]" * 200,
        b'{"children":[' * 100 + b"]}" * 100,
        b'{"next":' * 199 + b'{"value":"' + b"[" * 500 + b'"}' + b"}" * 199,
        b'"' + b"[" * 5_000 + b'\\"' + b"{" * 5_000 + b'"',
        b'{"value": "' + b"1" * 5_000 + b'"}',
        b"[" + b"[]," * 5_000 + b"[]]",
        b'{"a":["[[[",{"b":"]]{"}]}' + b" " * 500 + b"",
        b"[" + b'"[",' * 1_000 + b"[]]",
        b"[" + rb'"\"[",' * 1_000 + b"[]]",
        b"1" * 1_000,
        b"[" + b"12345678, " * 5_000 + b"1]",
        b'{"a": ["' + b"7" * 990 + b'", "' + b"7" * 3_000 + b'\\\\"]}',
        b'{"value": 1, "value": 2}',
        rb'"\ud83d\ude00"',
        b"\n\t [ ] \r",
    ],
    ids=lambda data: repr(data[:30]),
)
def test_no_failure(data: bytes, type_: Any) -> None:
    codec = codec_for(type_, __name__)
    value, _ = codec.decode(data)
    assert codec.decode(codec.encode(value))[0] == value


def test_of_duplicate_names_the_last_wins() -> None:
    assert codec_for(Node).decode(b'{"value": 1, "value": 2}')[0] == Node(value=2)
    assert codec_for(Node).decode(b'{"x": 1, "x": 2}')[0].extra_fields == {"x": 2}


def test_a_document_of_the_greatest_depth_is_walked() -> None:
    data = b'{"next":' * 199 + b'{"value":"x"}' + b"}" * 199
    value, drift = codec_for(Node).decode(data)
    assert drift[0].pointer == "/next" * 199 + "/value"
    assert codec_for(Node).encode(value) == data


def depth_of(data: Any) -> int:
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else None
    return 0 if parts is None else 1 + max(map(depth_of, parts), default=0)


def test_the_depth_is_counted_exactly() -> None:
    rng = random.Random(7)
    strings = ["", "[", "]", "{}", "]}", '"', '"[', "\\", '\\"[', "[[[[", "a", "é[", "\n]"]
    for _ in range(300):
        depth = rng.randrange(190, 212)
        data: Any = rng.choice(strings)
        for _ in range(depth):
            text = rng.choice(strings)
            data = rng.choice(([data], [text, data, text], {text: data}, {"a": [text], "b": data}, [[], data, {}]))
        encoded = json.dumps(data, ensure_ascii=False).encode()
        if depth_of(data) <= 200:
            assert codec_for(Any).decode(encoded) == (data, ())
        else:
            with pytest.raises(DecodeFailure, match="200 deep"):
                codec_for(Any).decode(encoded)


def test_circles_and_depth_in_parsed_data() -> None:
    circle: list[Any] = []
    circle += [circle, circle]
    with pytest.raises(DecodeFailure):
        codec_for(Any).convert(circle)
    assert codec_for(Any).problems(circle)
    shared: list[Any] = [1]
    assert codec_for(Any).convert([shared, shared]) == ([[1], [1]], ())


def _nested(depth: int, leaf: str) -> bytes:
    text = leaf
    for _ in range(depth):
        text = f'{{"left": {text}, "right": 1}}'
    return text.encode()


@pytest.mark.parametrize("leaf", ["1", '"x"', '{"left": 1, "right": 1, "op": "-"}', "1.0"])
def test_nested_unions_take_linear_time(leaf: str) -> None:
    codec = codec_for(Expression, __name__)
    with at_most(seconds=2):
        value, _ = codec.decode(_nested(60, leaf))
        codec.problems(value)


def test_a_flood_of_drift_is_counted_not_kept() -> None:
    value, drift = codec_for(list[int]).decode(b"[" + b'"x",' * 99_999 + b'"x"]')
    assert len(value) == 100_000
    assert len(drift) == 101
    assert drift[-1].found == "99900 further deviations"
    assert len(codec_for(list[int]).problems(value)) <= 101


def test_long_names_and_values_are_cut_in_reports() -> None:
    (drift,) = codec_for(Node).decode(b'{"' + b"x" * 100_000 + b'": "' + b"y" * 100_000 + b'"}')[1]
    assert len(drift.pointer) <= 4_000
    assert len(drift.found) <= 60
    assert len(str(drift)) < 4_200


@pytest.mark.parametrize("length", [1_000, 1_001, 1_500])
def test_long_numbers_are_found_wherever_they_stand(length: int) -> None:
    for offset in range(0, 2_200, 3):
        for after in (b"", b"3" * 500 + b"," + b"x" * 500):
            data = b'["' + b"x" * offset + b'",-0.' + b"1" * (length - 3) + b',"' + after + b'"]'
            if length == 1_000:
                assert codec_for(Any).decode(data)[1] == ()
            else:
                with pytest.raises(DecodeFailure, match="1,000 characters"):
                    codec_for(Any).decode(data)


def test_numbers_as_long_as_they_may_be_take_linear_time() -> None:
    numbers = [b"1" * 1_000] * 6_000
    codec = codec_for(list[Any])
    with at_most(seconds=5):
        codec.decode(b"[" + b",".join(numbers) + b"]")
        codec.decode(b'["' + b"1" * 1_001 + b'",' + b",".join(numbers) + b"]")


def test_patterns_see_no_text_beyond_the_length_limit() -> None:
    slow = Annotated[str, Meta(max_length=20, pattern="^(a+)+$")]
    with at_most(seconds=1):
        assert codec_for(slow).decode(b'"' + b"a" * 5_000 + b'!"')[1]
