"""The paths of the validation: they answer what the library's answer, and walk to each place once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, KeysView
from pathlib import Path
from typing import Any

import pytest
from jsonschema_path.paths import SchemaPath
from referencing import Specification
from referencing.exceptions import Unresolvable

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Refused
from openapi_vendor.source import Sources
from openapi_vendor.source.references import References
from openapi_vendor.validation import check
from openapi_vendor.validation.paths import _Accessor, document_path

BASE = "api/root.json"
FILES: dict[str, Any] = {
    BASE: {
        "here": {"$ref": "#/there"},
        "there": {
            "type": "string",
            "allOf": [{"$ref": "#/there"}, {"items": {"$ref": "#/here"}}, True, None, 3, "abc"],
        },
        "beside": {"$ref": "#/there", "type": "integer", "description": "not read"},
        "again": {"$ref": "#/here"},
        "file": {"$ref": "b/other.json#/Other"},
        "whole": {"$ref": "b/other.json"},
        "and back": {"$ref": "b/other.json#/Back"},
        "into a list": {"$ref": "#/there/allOf/1"},
        "wrong index": {"$ref": "#/there/allOf/x"},
        "late index": {"$ref": "#/there/allOf/9"},
        "nowhere": {"$ref": "#/none"},
        "to nowhere": {"$ref": "#/nowhere"},
        "no file": {"$ref": "none.json#/x"},
        "no anchor": {"$ref": "#anchor"},
        "no address": {"$ref": "http://[x"},
        "circles": {"of one": {"$ref": "#/circles/of one"}, "of two": {"$ref": "b/other.json#/Circle"}},
        "no reference": {"$ref": 3, "properties": {"$ref": {"type": "object"}, "a/b~c": {}, "": {}, "x#y": {}}},
        "escaped": {"$ref": "#/no%20reference/properties/a~1b~0c"},
        "list": [[1, {"$ref": "#/here"}], [], {}, ""],
        "text": "abc",
        "null": None,
        "$ref": 1,
    },
    "api/b/other.json": {
        "Other": {"type": "array", "items": {"$ref": "#/Mine"}},
        "Mine": {"properties": {"back": {"$ref": "../root.json#/here"}}},
        "Back": {"$ref": "../root.json#/file"},
        "Circle": {"$ref": "../root.json#/circles/of two"},
    },
}
KEYS: list[Any] = [*("type", "allOf", "$ref", "items", "properties", "back", "x#y", "a/b~c", "", "."), 0, 1, 9]
SEPARATED = ("x#y", "", ".")
"""Keys that the library takes apart in `path / key`, and we do not."""


def answer(question: Callable[[], Any]) -> Any:
    """What is answered, or raised, in a shape that both kinds of paths share."""
    try:
        found = question()
    except (Unresolvable, Refused, RecursionError, ValueError):  # of the library: a circle, and what is not an address
        return "Unresolvable"
    except Exception as error:
        return type(error), str(error)
    return ("path", found.parts) if isinstance(found, SchemaPath) else found


def resolved(path: SchemaPath) -> tuple[int, str]:
    with path.resolve() as found:
        return id(found.contents), found.resolver._base_uri


def answers(path: SchemaPath) -> Iterator[Any]:
    for question in (
        lambda: id(path.read_value()),
        lambda: resolved(path),
        lambda: list(path.keys()),
        lambda: [child.parts for child in path],
        lambda: [(key, child.parts) for key, child in path.items()],
        lambda: len(path),
        lambda: path.exists(),
        lambda: path.read_str("default"),
        lambda: id(path._clone_with_parts(()).read_value()),
    ):
        yield answer(question)
    for key in KEYS if not isinstance(answer(path.read_value), str) else ():  # the library gives their characters
        questions: list[Callable[[Any], Any]] = [
            lambda key: key in path,
            lambda key: path[key],
            lambda key: path.get(key, "default"),
        ]
        if key not in SEPARATED:
            questions += [
                lambda key: (path / key).parts,
                lambda key: resolved(path / key),
                lambda key: (path / key / "type").read_value(),
            ]
        for asked in questions:
            yield answer(lambda asked=asked, key=key: asked(key))  # type: ignore[misc]


@pytest.fixture
def both(tmp_path: Path) -> tuple[SchemaPath, SchemaPath]:
    """Our path of the document, and the library's."""
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps(data))
    sources = Sources(Config(), Diagnostics())
    root = sources.load(tmp_path / BASE)

    def read(uri: str) -> Any:
        return sources.resolve(root, uri).data

    base = (tmp_path / BASE).as_uri()
    theirs = SchemaPath.from_dict(root.data, specification=Specification.OPAQUE, base_uri=base, handlers={"file": read})
    return document_path(root, sources), theirs


def test_a_path_answers_as_the_library_s_does(both: tuple[SchemaPath, SchemaPath]) -> None:
    pending = [both]
    asked = 0
    while pending:
        ours, theirs = pending.pop()
        if ours.parts[:1] == ("circles",) and len(ours.parts) > 1:
            continue
        assert list(answers(ours)) == list(answers(theirs)), ours.parts
        asked += 1
        if len(ours.parts) < 4 and isinstance(answer(theirs.keys), KeysView | range):
            pending.extend(zip(ours, theirs, strict=True))
    assert asked > 100


@pytest.mark.parametrize("circle", ["of one", "of two"])
def test_a_circle_is_refused_and_not_walked(both: tuple[SchemaPath, SchemaPath], circle: str) -> None:
    path = both[0] / "circles" / circle
    for _ in range(2):
        for question in (path.read_value, lambda: "type" in path, (path / "type").read_value):
            with pytest.raises(Refused, match="circle"):
                question()


# --- how much there is to do, counted ---------------------------------------------------------------


def found_in(folder: Path, **document: Any) -> list[Diagnostic]:
    path = folder / "a.json"
    path.write_text(json.dumps({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}, **document}))
    return list(check(path, Config())[0])


def counted(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> list[object]:
    """What a method is called with from now on."""
    calls: list[object] = []
    method = getattr(owner, name)

    def counting(self: object, argument: object, *others: object) -> object:
        calls.append(argument)
        return method(self, argument, *others)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_each_reference_is_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = counted(monkeypatch, References, "_resolve")
    media = {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}
    operation = {"responses": {"200": {"description": "d", "content": media}}}
    paths = {f"/{index}": {"get": operation} for index in range(50)}
    schemas = {"A": {"allOf": [{"$ref": "#/components/schemas/B"}] * 20}, "B": {"type": "object"}}
    assert found_in(tmp_path, paths=paths, components={"schemas": schemas}) == []
    assert len(looked_up) == 2


def chain(length: int, end: dict[str, Any]) -> dict[str, Any]:
    links = {f"A{index}": {"$ref": f"#/components/schemas/A{index + 1}"} for index in range(length)}
    return {**links, f"A{length}": end}


@pytest.mark.parametrize(
    ("end", "codes"),
    [
        ({"type": "string"}, set()),
        ({"$ref": "#/components/schemas/A0"}, {"ref-circular"}),
        ({"$ref": "#/nowhere"}, {"ref-dangling"}),
    ],
    ids=["an end", "a circle", "nowhere"],
)
def test_a_chain_of_references_is_followed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: dict[str, Any], codes: set[str]
) -> None:
    looked_up = counted(monkeypatch, References, "_resolve")
    found = found_in(tmp_path, components={"schemas": chain(200, end)})
    assert {one.code for one in found} == codes
    assert len(looked_up) == 200 + ("$ref" in end)


def test_properties_are_collected_in_linear_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the schemas that `allOf` nests, each is walked once, though each wants to know the properties of all below."""
    steps = counted(monkeypatch, _Accessor, "step")
    numbers: list[int] = []
    for length in (100, 200):
        schemas: dict[str, Any] = {
            f"A{index}": {
                "allOf": [{"$ref": f"#/components/schemas/A{index + 1}"}],
                "properties": {f"p{index}": {}},
                "required": [f"p{length - 1}", "absent"],
            }
            for index in range(length)
        }
        schemas[f"A{length}"] = {"type": "object"}
        steps.clear()
        found = found_in(tmp_path, components={"schemas": schemas})
        assert {one.message for one in found} == {"'absent' is required, but not among the properties"}
        numbers.append(len(steps))
    assert numbers[1] < 2.5 * numbers[0]


def test_operation_ids_of_every_type(tmp_path: Path) -> None:
    """They are told apart by what equals what, also where they are not strings."""
    identifiers = ["a", "b", "a", 1, 1, None, None, "1", "b", "c"]
    responses = {"200": {"description": "d"}}
    paths = {
        f"/{index}": {"get": {"operationId": one, "responses": responses}} for index, one in enumerate(identifiers)
    }
    found = found_in(tmp_path, paths=paths)
    twice = [one for one in found if one.code == "spec-operation-id"]
    assert [one.location.pointer for one in twice] == [("paths", f"/{n}", "get", "operationId") for n in (2, 4, 8)]
    assert "already that of GET '/0'" in twice[0].message
