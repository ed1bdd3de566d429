"""OpenAPI Overlays: what they change, what they leave alone, and where their values are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Location
from tests.source.support import Loaded, load, refusal, write

DOCUMENT = """\
openapi: 3.1.0
info: {title: T, version: '1'}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /a:
    get: &op
      tags: [x]
      responses: {'200': {description: ok}}
    put: *op
  /b:
    get: {tags: [y], deprecated: true}
"""
HEAD = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n"


def overlaid(folder: Path, *actions: str) -> Loaded:
    overlay = write(folder, "overlay.yaml", HEAD + "".join(f"- {action}\n" for action in actions))
    return load(write(folder, "api.yaml", DOCUMENT), Config(overlays=(overlay,)))


@pytest.mark.parametrize(
    ("action", "at", "expected"),
    [
        ("{target: $.info, update: {version: '2', x-n: 3}}", ("info", "x-n"), 3),
        ("{target: $, update: {info: {title: U}}}", ("info",), {"title": "U", "version": "1"}),
        ("{target: $.tags, update: {name: d}}", ("tags", 3), {"name": "d"}),
        ("{target: '$.paths.*.get', update: {tags: [z]}}", ("paths", "/b", "get", "tags"), ["y", "z"]),
        ("{target: '$.paths[\"/a\"].get', update: {tags: [z]}}", ("paths", "/a", "get", "tags"), ["x", "z"]),
        ("{target: '$.paths[\"/a\"].get', update: {tags: [z]}}", ("paths", "/a", "put", "tags"), ["x"]),
        ("{target: $.info.title, update: U}", ("info", "title"), "U"),
        ("{target: $.info.title, remove: true}", ("info",), {"version": "1"}),
        ("{target: '$.tags[?@.name != \"b\"]', remove: true}", ("tags",), [{"name": "b"}]),
        ("{target: '$..deprecated', remove: true}", ("paths", "/b", "get"), {"tags": ["y"]}),
        ("{target: '$.paths.*[?@.deprecated == true]', remove: true}", ("paths", "/b"), {}),
        ("{target: '$.tags[0]', remove: false, update: {x: 1}}", ("tags", 0), {"name": "a", "x": 1}),
        ("{target: '$.tags[0]', copy: '$.tags[2]'}", ("tags", 0), {"name": "c"}),
    ],
)  # fmt: skip
def test_actions(tmp_path: Path, action: str, at: tuple[str | int, ...], expected: Any) -> None:
    loaded = overlaid(tmp_path, action)
    assert loaded.at(*at).data == expected
    assert loaded.codes() == []


def test_actions_follow_each_other(tmp_path: Path) -> None:
    loaded = overlaid(
        tmp_path,
        "{target: $.tags, update: {name: d}}",
        "{target: '$.tags[?@.name == \"d\"]', update: {description: D}}",
        "{target: '$.tags[:2]', remove: true}",
    )
    assert loaded.at("tags").data == [{"name": "c"}, {"name": "d", "description": "D"}]


def test_values_are_shown_where_they_were_written(tmp_path: Path) -> None:
    loaded = overlaid(
        tmp_path,
        "{target: $.info, update: {contact: {email: e}}}",
        "{target: '$.tags[0]', remove: true}",
        "{target: $.tags, update: {name: d}}",
    )
    sources, document = loaded.sources, loaded.root.source.display
    assert sources.origin(Location(document, ("info", "title"))) == Location(document, ("info", "title"))
    assert sources.position(Location(document, ("info", "title"))) == (2, 15)
    contact = Location(document, ("info", "contact", "email"))
    assert Path(sources.origin(contact).file).name == "overlay.yaml"
    assert sources.position(contact) == (4, 46)
    assert sources.position(Location(document, ("tags", 0, "name"))) == (3, 26)
    assert sources.position(Location(document, ("tags", 2, "name"))) == (6, 35)
    assert sources.written(loaded.at("tags", 2, "name")) == "d"


def test_references_see_the_changed_document(tmp_path: Path) -> None:
    loaded = overlaid(tmp_path, "{target: $, update: {components: {schemas: {A: {$anchor: a, type: string}}}}}")
    assert loaded.sources.resolve(loaded.root, "#/components/schemas/A/type").data == "string"
    assert loaded.sources.resolve(loaded.root, "#a").data["type"] == "string"


def test_an_action_without_effect_is_reported(tmp_path: Path) -> None:
    loaded = overlaid(tmp_path, "{target: $.nothing, remove: true}")
    [found] = loaded.diagnostics
    assert found.code == "overlay-no-match"
    assert loaded.sources.position(found.location) == (4, 12)


@pytest.mark.parametrize(
    "action",
    [
        "{target: '$.[', remove: true}",
        "{target: 'info', remove: true}",
        "{target: 3, remove: true}",
        "{target: $.info}",
        "{remove: true}",
        "[]",
        "{target: $.info, update: 3}",
        "{target: $, remove: true}",
        "{target: $.info, copy: '$.tags.*'}",
        "{target: $.info, copy: '$.nothing'}",
    ],
)
def test_what_cannot_be_applied(tmp_path: Path, action: str) -> None:
    overlay = write(tmp_path, "overlay.yaml", f"{HEAD}- {action}\n")
    found = refusal(write(tmp_path, "api.yaml", DOCUMENT), Config(overlays=(overlay,)))
    assert found.code == "overlay"
    assert Path(found.location.file).name == "overlay.yaml"


@pytest.mark.parametrize(
    "text", ["a: 1", "overlay: 2.0.0\nactions: []", "overlay: 1.0.0", "overlay: 1.0.0\nactions: 3"]
)
def test_what_is_no_overlay(tmp_path: Path, text: str) -> None:
    overlay = write(tmp_path, "overlay.yaml", text)
    assert refusal(write(tmp_path, "api.yaml", DOCUMENT), Config(overlays=(overlay,))).code == "overlay"
