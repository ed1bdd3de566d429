"""From pointers to lines and columns, in JSON and in YAML, and the excerpt under a diagnostic."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from openapi_vendor.diagnostics import Location
from openapi_vendor.source import Node
from openapi_vendor.source.excerpts import MAX_WIDTH, excerpt, visible
from openapi_vendor.source.positions import Lines
from tests.source.support import Loaded, load, write

YAML = """\
info:
  title: T   # a comment
  version: 1.10
paths:
  /a:
    get: &get
      tags: [one, "two"]
      text: |
        long
    put: *get
    post:
      <<: *get
      tags: [three]
list:
- a
-   b: {c: d}
"""


def place(loaded: Loaded, *pointer: str | int, at_key: bool = False) -> tuple[int, int] | None:
    return loaded.sources.position(Location(loaded.root.source.display, pointer), at_key)


def test_yaml(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", YAML))
    assert place(loaded) == (1, 1)
    assert place(loaded, "info", "title") == (2, 10)
    assert place(loaded, "info", "title", at_key=True) == (2, 3)
    assert place(loaded, "paths", "/a", "get", "tags", 1) == (7, 19)
    assert place(loaded, "paths", "/a", "get", "text", at_key=True) == (8, 7)
    assert place(loaded, "list", 0) == (15, 3)
    assert place(loaded, "list", 1, "b", "c") == (16, 12)


def test_yaml_behind_aliases_and_merge_keys(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", YAML))
    assert place(loaded, "paths", "/a", "put") == (10, 10)
    assert place(loaded, "paths", "/a", "put", "tags", 0) == (7, 14)
    assert place(loaded, "paths", "/a", "post", "text", at_key=True) == (8, 7)
    assert place(loaded, "paths", "/a", "post", "tags", 0) == (13, 14)


def test_what_is_absent_is_shown_at_what_is_around_it(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", YAML))
    assert place(loaded, "info", "contact", "email") == (2, 3)
    assert place(loaded, "list", 7) == (15, 1)
    assert loaded.sources.position(Location("other.yaml", ())) is None


def test_json(tmp_path: Path) -> None:
    text = '{\n  "a b": [1, {"c": "x\\"}"}, [[]]],\r\n  "é": null,\n  "a b": [2, {"c": 3}]}'
    loaded = load(write(tmp_path, "a.json", text))
    assert place(loaded, "a b", 1, "c") == (4, 20)
    assert place(loaded, "a b", at_key=True) == (4, 3)
    assert place(loaded, "é") == (3, 8)


def every_node(node: Node) -> list[Node]:
    found = [node]
    for one in found:
        found.extend(child for _, child in one.items())
        found.extend(one.elements())
    return found


@pytest.mark.parametrize("indent", [None, 1])
def test_every_value_of_a_document_is_found(tmp_path: Path, indent: int | None) -> None:
    value: Any = {"a": [1, -2.5, "x,]}", None, True, {"": {"b": []}}], "c": {"d": {"e": [[1], [[2]]]}}}
    loaded = load(write(tmp_path, "a.json", json.dumps(value, indent=indent)))
    nodes = every_node(loaded.root)
    loaded.sources.locate(node.location for node in nodes)
    for node in nodes:
        assert json.loads(loaded.sources.written(node) or "") == node.data


def test_a_scalar_as_written(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.yaml", YAML))
    assert loaded.at("info", "version").data == 1.1
    assert loaded.sources.written(loaded.at("info", "version")) == "1.10"


def test_excerpt_of_a_long_line() -> None:
    text = "x" * 300 + "HERE" + "y" * 300
    shown = excerpt(Lines(text), 1, 301)
    line, caret = shown.splitlines()
    assert len(line) <= MAX_WIDTH + 20
    assert line[caret.index("^") :].startswith("HERE")


def test_excerpt_under_wide_characters_and_tabs() -> None:
    line, caret = excerpt(Lines("\t値値: x"), 1, 6).splitlines()
    assert line == "    1 |  値値: x"
    assert caret.index("^") == len("    1 |  値値: ") + 2


@pytest.mark.parametrize(
    "character", ["\x1b", "\x00", "\u202e", "\u2066", "\x85", "\u2028", "\ud800", "\ufeff", "\x7f"]
)
def test_nothing_steers_the_terminal(character: str) -> None:
    shown = visible(f"a{character}b")
    assert shown.isprintable()
    assert character not in shown


def test_ordinary_text_is_shown_as_it_is() -> None:
    assert visible("naïve 値 'quoted' \\ \"x\"") == "naïve 値 'quoted' \\ \"x\""


def test_a_place_at_the_end_of_the_text() -> None:
    lines = Lines("a\r\nb\rc\n")
    assert lines.place(7) == (4, 1)
    assert [lines.line(number) for number in (1, 2, 3, 4)] == ["a", "b", "c", ""]
    assert excerpt(lines, 4, 1).endswith("^")
