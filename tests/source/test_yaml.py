"""YAML in, plain data out: YAML 1.2's core schema as JSON sees it, and bombs found while reading."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from openapi_vendor.config import Config, Limits
from tests.effort import at_most
from tests.source.support import load, refusal, write


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("on", "on"), ("no", "no"), ("y", "y"), ("Yes", "Yes"), ("off", "off"),
        ("true", True), ("True", True), ("FALSE", False), ("tRue", "tRue"),
        ("null", None), ("~", None), ("", None), ("Null", None), ("nULL", "nULL"),
        ("2020-01-01", "2020-01-01"), ("12:30:45", "12:30:45"), ("1_000", "1_000"),
        ("010", "010"), ("-010", "-010"), ("0", 0), ("-0", 0), ("+12", 12), ("12", 12),
        ("0o17", 15), ("0x1F", 31), ("0b11", "0b11"), ("08", "08"),
        ("1.5", 1.5), ("1.", 1.0), (".5", 0.5), ("-1e3", -1000.0), ("1e3", 1000.0), ("1e", "1e"), (".", "."),
        ("1.2.3", "1.2.3"), ("+", "+"), ("-", None),
        ("0.1234567890123456789", Decimal("0.1234567890123456789")),
        ("'12'", "12"), ('"null"', "null"), ("!!str 12", "12"), ("!!int '7'", 7), ("!!float 3", 3.0),
        ("!!bool 'true'", True), ("!!null ''", None), ("! 12", "12"), ("=", "="),
    ],
)  # fmt: skip
def test_scalars(tmp_path: Path, written: str, value: object) -> None:
    text = f"a: [{written}]" if written != "-" else "a:\n -"
    found = load(write(tmp_path, "a.yaml", text)).data["a"]
    expected = [value] if written != "" else []
    assert found == expected
    assert [type(one) for one in found] == [type(one) for one in expected]


def test_keys_are_strings_as_written(tmp_path: Path) -> None:
    text = "200: a\n010: b\ntrue: c\nnull: d\n1.0: e\n~: f\non: g\n? x\n: h\n&k key: 1\n"
    loaded = load(write(tmp_path, "a.yaml", text + "*k : 2\n"))
    assert list(loaded.data) == ["200", "010", "true", "null", "1.0", "~", "on", "x", "key"]
    assert loaded.codes() == ["duplicate-key"]


def test_tags_of_collections(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.yaml", "!!map\na: !!seq [1]\n")).data == {"a": [1]}


@pytest.mark.parametrize(
    "tagged",
    [
        "!!python/object/apply:os.system [x]", "!!python/name:os.system", "!!binary aGk=",
        "!!timestamp 2001-01-01", "!!set {a}", "!!omap [a: 1]", "!local x", "!<tag:example.com,2000:x> y",
        "!!int x",
        "!!bool 1", "!!str [a]", "!!map [a]", "!!seq {}", "!!float x",
    ],
)  # fmt: skip
def test_other_tags_are_refused(tmp_path: Path, tagged: str) -> None:
    found = refusal(write(tmp_path, "a.yaml", f"ok: 1\nx: {tagged}\n"))
    assert (found.code, found.line, found.column) == ("yaml-tag", 2, 4)


@pytest.mark.parametrize("number", [".inf", "-.INF", ".nan"])
def test_what_is_no_json_number(tmp_path: Path, number: str) -> None:
    assert refusal(write(tmp_path, "a.yaml", f"a: {number}")).code == "not-a-number"
    assert load(write(tmp_path, "a.yaml", f"a: '{number}'")).data == {"a": number}


def test_long_numbers(tmp_path: Path) -> None:
    found = refusal(write(tmp_path, "a.yaml", f"b: 1\na: {'1' * 1001}"))
    assert (found.code, found.line, found.column) == ("number-too-long", 2, 4)
    assert refusal(write(tmp_path, "a.yaml", "a: 1e99999")).code == "number-too-long"


def test_an_alias_shares_its_object(tmp_path: Path) -> None:
    data = load(write(tmp_path, "a.yaml", "a: &x {b: [1]}\nc: *x\nd: &x 2\ne: *x\n")).data
    assert data["c"] is data["a"]
    assert data["e"] == 2


def test_an_anchor_given_again_inside(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.yaml", "a: &x {b: &x 1}\nc: *x\n")).data["c"] == 1


def test_merge_keys(tmp_path: Path) -> None:
    text = """
one: &one {a: 1, b: 1}
two: &two {b: 2, c: 2}
single: {<<: *one, b: 9}
list: {b: 9, <<: [*two, *one]}
first wins: {<<: [*two, *one]}
inline: {<<: {x: 1}, y: 2}
quoted: {"<<": *one}
nested: &n {<<: *one, d: 4}
again: {<<: *n}
"""
    loaded = load(write(tmp_path, "a.yaml", text))
    data = loaded.data
    assert data["single"] == {"a": 1, "b": 9}
    assert data["list"] == {"a": 1, "b": 9, "c": 2}
    assert data["first wins"]["b"] == 2
    assert data["inline"] == {"x": 1, "y": 2}
    assert data["quoted"] == {"<<": {"a": 1, "b": 1}}
    assert data["again"] == {"a": 1, "b": 1, "d": 4}
    assert data["one"] == {"a": 1, "b": 1}
    assert loaded.codes() == []
    assert refusal(write(tmp_path, "b.yaml", "a: {<<: 1}")).code == "yaml-merge"
    assert refusal(write(tmp_path, "b.yaml", "a: {<<: [{}, x]}")).code == "yaml-merge"


def test_members_that_stand_twice(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", "a:\n- {b: 1}\n- c: 1\n  d: 0\n  c: 2\na: x\n"))
    assert loaded.data == {"a": "x"}
    assert [one.location.pointer for one in loaded.diagnostics] == [("a", 1, "c"), ("a",)]
    assert loaded.sources.position(list(loaded.diagnostics)[1].location, at_key=True) == (6, 1)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\n---\nb: 2\n", "second-document", 2, 1),
        ("a: &x\n  b: *x\n", "yaml-alias", 2, 6),
        ("a: *nobody\n", "yaml-alias", 1, 4),
        ("a: b: c\n", "syntax", 1, 5),
        ("a:\n\tb: 1\n", "syntax", 2, 1),
        ("a: [1, 2\nb: 1\n", "syntax", 2, 2),
        ("a: 'b\n", "syntax", 2, 1),
        ("? [a, b]\n: c\n", "yaml-key", 1, 3),
        ("? {a: b}\n: c\n", "yaml-key", 1, 3),
        ("a: \x01\n", "syntax", 1, 4),
        ("é: 1\nü: b: c", "syntax", 2, 5),
    ],
)
def test_located_errors(tmp_path: Path, text: str, code: str, line: int, column: int) -> None:
    found = refusal(write(tmp_path, "a.yaml", text))
    assert (found.code, found.line, found.column) == (code, line, column)


@pytest.mark.parametrize("text", ["", "  \n\n", "# nothing\n", "---\n", "null", "~\n...\n"])
def test_empty(tmp_path: Path, text: str) -> None:
    assert refusal(write(tmp_path, "a.yaml", text)).code == "empty"


@pytest.mark.parametrize("text", ["1", "text", "[a]", "- a"])
def test_a_document_is_an_object(tmp_path: Path, text: str) -> None:
    assert refusal(write(tmp_path, "a.yaml", text)).code == "not-an-object"


def test_depth(tmp_path: Path) -> None:
    assert load(write(tmp_path, "a.yaml", "x: " + "[" * 255 + "]" * 255)).codes() == []
    found = refusal(write(tmp_path, "a.yaml", "x: " + "[" * 20_000 + "]" * 20_000))
    assert (found.code, found.line, found.column) == ("too-deep", 1, 3 + 256)


def test_depth_through_aliases(tmp_path: Path) -> None:
    lines = ["a0: &a0 [[[[[[[[[[1]]]]]]]]]]"]
    lines += [f"a{n}: &a{n} [[[[[[[[[[*a{n - 1}]]]]]]]]]]" for n in range(1, 40)]
    found = refusal(write(tmp_path, "a.yaml", "\n".join(lines)))
    assert (found.code, found.line) == ("too-deep", 26)


@pytest.mark.parametrize(
    "wide", ["[*{0}, *{0}, *{0}]", "{{x: *{0}, y: *{0}, z: *{0}}}", "{{x: {{<<: [*{0}, *{0}]}}, y: *{0}}}"]
)
def test_bombs_are_found_in_linear_time(tmp_path: Path, wide: str) -> None:
    lines = ["a0: &a0 {k: 1}"] + [f"a{n}: &a{n} {wide.format(f'a{n - 1}')}" for n in range(1, 60)]
    with at_most(seconds=10):
        found = refusal(write(tmp_path, "a.yaml", "\n".join(lines)))
        assert found.code == "too-large"
        assert found.line is not None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "a: [1, 2, 3, 4, 5]"),
        ("a.yaml", "a: {b: 1, c: [2, {}, 4]}"),
        ("a.json", '{"a": [1, 2, 3, 4, 5]}'),
        ("a.json", '{"a": {"b": 1, "c": [2, {}, 4]}}'),
    ],
)
def test_nodes_are_limited_without_aliases(tmp_path: Path, name: str, text: str) -> None:
    """The same values are too many in JSON and in YAML."""
    path = write(tmp_path, name, text)
    assert refusal(path, Config(limits=Limits(max_nodes=5))).code == "too-large"
    assert load(path, Config(limits=Limits(max_nodes=7))).codes() == []
