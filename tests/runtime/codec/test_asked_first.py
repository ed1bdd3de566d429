"""Whoever asks msgspec for a model first: what is checked of the model stays the same."""

from __future__ import annotations

import inspect
import itertools
import sys
import types
import typing
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

import runtime
from runtime.codec import codec_for

SOURCE = """
from __future__ import annotations
import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal
import msgspec
from runtime import Discriminator, Model

class Base(Model):
    kind: Literal["a", "b"] | str
    note: str | None = None

class Leaf(Base):
    when: dt.datetime | None = None
    price: Decimal | None = None

class Bare(Leaf):
    pass

class Tree(Model):
    leaf: Leaf | None = None
    trees: list[Tree] | None = None
    told: Annotated[Leaf | Bare, Discriminator("kind", {"a": Leaf, "b": Bare})] | None = None

class Own(msgspec.Struct):
    tree: Tree
"""

_numbers = itertools.count()


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """A module of models that nobody has asked anything about."""
    module = types.ModuleType(f"asked_first_{next(_numbers)}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(SOURCE, vars(module))
    return module


def schema(model: Any) -> None:
    with pytest.raises(TypeError, match="custom types"):  # msgspec has no schema for extra fields
        msgspec.json.schema(model)


ASK: dict[str, Callable[[Any], Any]] = {
    "nobody": lambda m: None,
    "a decoder": lambda m: msgspec.json.Decoder(m.Tree),
    "decode": lambda m: msgspec.json.decode(b"{}", type=m.Tree),
    "MessagePack": lambda m: msgspec.msgpack.decode(b"\x80", type=m.Tree),
    "convert": lambda m: msgspec.convert({}, m.Tree),
    "a list": lambda m: msgspec.json.Decoder(types.GenericAlias(list, m.Tree)),
    "an optional one": lambda m: msgspec.json.Decoder(m.Tree | None),
    "a Struct": lambda m: msgspec.json.decode(b'{"tree": {}}', type=m.Own),
    "a part": lambda m: msgspec.json.Decoder(m.Leaf),
    "a base": lambda m: msgspec.json.Decoder(m.Base),
    "a class without fields of its own": lambda m: msgspec.json.Decoder(m.Bare),
    "an encoder": lambda m: msgspec.json.encode(m.Tree(leaf=m.Leaf(kind="a"))),
    "type_info": lambda m: msgspec.inspect.type_info(m.Tree),
    "fields": lambda m: msgspec.structs.fields(m.Tree),
    "schema": lambda m: schema(m.Tree),
    "annotations": lambda m: typing.get_type_hints(m.Tree),
}


@pytest.mark.parametrize("who", ASK)
@pytest.mark.parametrize("name", ["Tree", "Bare"])
def test_what_is_checked_is_the_same(module: types.ModuleType, who: str, name: str) -> None:
    ASK[who](module)
    leaf = {"kind": "new", "note": None, "when": "2020-01-01T00:00:00"}
    data = {"leaf": leaf, "trees": [{"leaf": leaf}]} if name == "Tree" else leaf
    model = getattr(module, name)
    value, drift = codec_for(model).convert(data)
    assert len(drift) == (6 if name == "Tree" else 3)
    assert type(value) is model
    wrong = module.Bare(kind="new") if name == "Bare" else module.Tree(trees=[module.Tree(leaf=module.Leaf(kind="c"))])
    assert len(codec_for(model).problems(wrong)) == 1


@pytest.mark.parametrize("is_linked", [False, True])
@pytest.mark.parametrize(
    "data",
    [
        b'{"leaf": {"kind": "new"}}',
        b'{"leaf": {"kind": "a", "note": null}}',
        b'{"leaf": {"kind": "a", "when": "2020-01-01T00:00:00"}}',
        b'{"trees": [{"leaf": {"kind": "a", "more": 1}}]}',
        b'{"leaf": {"kind": "a", "price": "1.5"}}',
        b'{"leaf": {"kind": "a", "price": 1.5}}',  # right, but only our hook can make it
        b'{"told": {"kind": "a"}}',
    ],
)
def test_msgspec_alone_takes_nothing_that_is_not_judged(module: types.ModuleType, data: bytes, is_linked: bool) -> None:
    if is_linked:
        codec_for(module.Tree)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=module.Tree)


def test_msgspec_alone_gives_the_same(module: types.ModuleType) -> None:
    data = b'{"leaf": {"kind": "a", "when": "2020-01-01T00:00:00Z"}, "trees": [{}]}'
    value = msgspec.json.decode(data, type=module.Tree)
    assert value == codec_for(module.Tree).decode(data)[0]


def test_annotations_are_as_written_for_others(module: types.ModuleType) -> None:
    before = inspect.get_annotations(module.Leaf), typing.get_type_hints(module.Leaf)["note"]
    msgspec.json.Decoder(module.Leaf)
    assert (inspect.get_annotations(module.Leaf), typing.get_type_hints(module.Leaf)["note"]) == before
    assert before == ({"when": "dt.datetime | None", "price": "Decimal | None"}, str | None)


def test_a_way_of_reading_that_is_not_known_is_refused(
    module: types.ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A msgspec that reads annotations otherwise must not read those that are written."""
    monkeypatch.setattr(runtime.model, "_READER", "elsewhere")
    with pytest.raises(TypeError, match="has not seen yet: ask its codec_for"):
        msgspec.json.Decoder(module.Tree)
    assert len(codec_for(module.Tree).convert({"leaf": {"kind": "new"}})[1]) == 1


def test_a_model_that_cannot_be_linked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("asked_first_broken")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(SOURCE.replace("Decimal | None", "Unknown | None"), vars(module))
    for _ in range(2):
        with pytest.raises(TypeError, match="'Unknown'"):
            msgspec.json.Decoder(module.Leaf)
