"""Enums are closed in requests, but to a value that the server itself has sent."""

from __future__ import annotations

import copy
import json
import pickle
from types import ModuleType
from typing import Any

import msgspec
import pytest

GOOD: dict[str, Any] = {
    "fraction": 0.5,
    "named": 1.5,
    "mixed": "one",
    "mixed_fractions": 1.5,
    "mixed_named": "one",
    "text": "a",
    "whole": 1,
    "object": {"a": 1},
    "list": [0.5],
    "words": ["a"],
    "by_name": {"x": "b"},
    "yes": True,
    "perhaps": "a",
    "either": 2.5,
    "both": "d",
}
BAD: dict[str, Any] = {
    "fraction": 0.7,
    "named": 9.5,
    "mixed": "two",
    "mixed_fractions": 2.5,
    "mixed_named": "two",
    "text": "c",
    "whole": 3,
    "object": {"a": 3},
    "list": [0.5, 0.7],
    "words": ["a", "c"],
    "by_name": {"x": "c"},
    "yes": False,
    "perhaps": "c",
    "either": 3.5,
    "both": "e",
}


def attribute(name: str) -> str:
    return "list_" if name == "list" else name


def in_json(name: str) -> str:
    return {"mixed_fractions": "mixedFractions", "mixed_named": "mixedNamed", "by_name": "byName"}.get(name, name)


def received(package: ModuleType, data: Any) -> Any:
    value, drift = package._runtime.codec_for(package.models.Settings).decode(json.dumps(data).encode())
    assert drift
    return value


def sent(package: ModuleType, settings: Any) -> Any:
    return json.loads(package.operations.settings.write(body=settings).payload.content)


@pytest.mark.parametrize("name", GOOD)
def test_a_body(package: ModuleType, name: str) -> None:
    made = package.models.Settings(**{attribute(name): GOOD[name]})
    assert sent(package, made) == {in_json(name): GOOD[name]}
    with pytest.raises(package.InvalidBody, match=f"/{in_json(name)}"):
        sent(package, package.models.Settings(**{attribute(name): BAD[name]}))
    with pytest.raises(package.InvalidBody, match=f"/{in_json(name)}"):
        sent(package, {in_json(name): BAD[name]})


@pytest.mark.parametrize("name", ["fraction", "mixed", "mixed_named", "text", "whole", "object", "perhaps"])
def test_a_parameter(package: ModuleType, name: str) -> None:
    read = package.operations.settings.read
    assert read(**{name: GOOD["fraction" if name == "perhaps" else name]}).target != "/settings"
    with pytest.raises(package.InvalidArgument, match=f"'{name}'"):
        read(**{name: BAD["fraction" if name == "perhaps" else name]})


def test_values_of_other_types_beside_fractions(package: ModuleType) -> None:
    for name in ("mixed_fractions", "mixed_named"):
        for wrong in ("two", 2, False):
            with pytest.raises(package.InvalidBody, match=f"/{in_json(name)}"):
                sent(package, package.models.Settings(**{name: wrong}))


def test_more_parameters(package: ModuleType) -> None:
    for arguments in ({"array": [0.7]}, {"x_named": 9.5}):
        with pytest.raises(package.InvalidArgument, match=r"expected one of 0\.5, 1\.5"):
            package.operations.settings.read(**arguments)


@pytest.mark.parametrize("name", BAD)
def test_what_was_received_is_sent_back(package: ModuleType, name: str) -> None:
    data = {in_json(name): BAD[name], "new": 1}
    settings = received(package, data)
    settings.note = "changed"
    assert sent(package, settings) == data | {"note": "changed"}
    for same in (copy.copy(settings), copy.deepcopy(settings), pickle.loads(pickle.dumps(settings))):
        assert same == settings
        assert sent(package, same) == data | {"note": "changed"}
    replaced = msgspec.structs.replace(settings, note="other")
    replaced.extra_fields = {"newer": 2}
    assert sent(package, replaced) == {in_json(name): BAD[name], "note": "other", "newer": 2}


@pytest.mark.parametrize("name", BAD)
def test_another_value_is_refused(package: ModuleType, name: str) -> None:
    settings = received(package, {in_json(name): BAD[name]})
    another: Any = {"list": [0.9], "words": ["z"], "by_name": {"y": "z"}, "object": {"a": 4}, "yes": 1}
    setattr(settings, attribute(name), another.get(name, 0.25 if isinstance(BAD[name], int | float) else "z"))
    with pytest.raises(package.InvalidBody, match=f"/{in_json(name)}"):
        sent(package, settings)


def test_a_list_that_was_changed_is_refused(package: ModuleType) -> None:
    settings = received(package, {"words": ["c"], "object": {"a": 3}})
    settings.words.append("d")
    settings.object["a"] = 4
    with pytest.raises(package.InvalidBody, match=r"/words/0.*/words/1.*/object|/object.*/words/0.*/words/1"):
        sent(package, settings)


def test_inside_models(package: ModuleType) -> None:
    data = {"part": {"word": "x"}, "parts": [{"word": "a"}, {"word": "y"}]}
    settings = received(package, data)
    settings.part.note = "changed"
    assert sent(package, settings) == data | {"part": {"word": "x", "note": "changed"}}
    settings.parts[0].word = "z"
    with pytest.raises(package.InvalidBody, match="/parts/0/word") as caught:
        sent(package, settings)
    assert [problem.pointer for problem in caught.value.problems] == ["/parts/0/word"]
    assert sent(package, package.models.Settings(part=settings.part)) == {"part": {"word": "x", "note": "changed"}}


@pytest.mark.parametrize(
    "data", [{"text": 1}, {"named": "x"}, {"object": []}, {"words": [None]}, {"part": {"word": {}}}]
)
def test_what_is_of_another_type_is_refused(package: ModuleType, data: Any) -> None:
    with pytest.raises(package.InvalidBody):
        sent(package, received(package, data))


def test_it_shows_nowhere(package: ModuleType) -> None:
    settings = received(package, {"text": "c"})
    assert settings == package.models.Settings(text="c")
    assert package.models.Settings(text="c") == settings
    assert settings != package.models.Settings(text="d")
    assert settings != package.models.Settings(text="c", extra_fields={"a": 1})
    assert dict(settings.extra_fields) == {}
    assert repr(settings) == "Settings(text='c')"
    settings.text = "a"
    assert sent(package, settings) == {"text": "a"}


def test_extra_fields(package: ModuleType) -> None:
    codec = package._runtime.codec_for(package.models.Labels)
    labels, drift = codec.decode(b'{"id":1,"x":["c"],"y":["a"]}')
    assert len(drift) == 1
    assert codec.prepare(labels) == (b'{"id":1,"x":["c"],"y":["a"]}', ())
    labels.extra_fields = {**labels.extra_fields, "z": ["c"]}
    assert [each.pointer for each in codec.problems(labels)] == ["/z/0"]
    labels.extra_fields = {"x": ["d"]}
    assert [each.pointer for each in codec.problems(labels)] == ["/x/0"]
