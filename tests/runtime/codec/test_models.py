"""Models as Python objects: construction, copies, equality, `repr`, extra fields."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import copy
import inspect
import pickle
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from runtime.codec import codec_for
from runtime.markers import Sensitive
from runtime.model import UNSET, Model, ModelMeta, Unset, field


class Tag(Model, closed=True):
    name: str


class Pet(Model, extra=Any):
    name: str
    nick: str | None
    state: Literal["a"] | str | None = None
    owner: str | None | Unset = UNSET
    tag: Tag | None = None
    class_: str | None = field(default=None, name="class")
    shape: str | None = None
    exact: str | None = None


class Login(Model):
    user: str
    password: Annotated[str, Sensitive()] | None = None
    pin: Annotated[int, Sensitive(), Meta(ge=0)] | None | Unset = UNSET


class Broken(Model):
    secret: NoSuchName  # type: ignore[name-defined] # noqa: F821


class Child(Tag):
    age: int


PET = Pet(name="x", nick=None, tag=Tag(name="t"), extra_fields={"color": "red", "more": [1]})


@pytest.mark.parametrize(
    "again",
    [
        copy.copy,
        copy.deepcopy,
        lambda pet: pickle.loads(pickle.dumps(pet)),
        msgspec.structs.replace,
        lambda pet: codec_for(Pet).decode(codec_for(Pet).encode(pet))[0],
    ],
)
@pytest.mark.parametrize("pet", [PET, Pet(name="y", nick="z")])
def test_copies_are_equal_and_keep_everything(again: Any, pet: Pet) -> None:
    assert again(pet) == pet
    assert again(pet).extra_fields == pet.extra_fields


def test_deep_copies_share_nothing() -> None:
    again = copy.deepcopy(PET)
    again.extra_fields["more"].append(2)
    assert PET.extra_fields["more"] == [1]


def test_equality_includes_extra_fields() -> None:
    assert Pet(name="x", nick=None) != Pet(name="x", nick=None, extra_fields={"a": 1})
    assert Pet(name="x", nick=None) != Pet(name="y", nick=None)


def test_models_are_keyword_only() -> None:
    with pytest.raises(TypeError):
        Pet("x")  # type: ignore
    with pytest.raises(TypeError):
        Pet(name="x")  # type: ignore
    assert list(inspect.signature(Child).parameters) == ["extra_fields", "name", "age"]
    assert Child(age=1, name="a").age == 1


def test_repr_shows_what_is_set() -> None:
    assert repr(PET) == "Pet(name='x', nick=None, tag=Tag(name='t'), extra_fields={'color': 'red', 'more': [1]})"
    assert repr(Pet(name="x", nick="n", owner=None)) == "Pet(name='x', nick='n', owner=None)"
    assert PET.__rich_repr__()[0] == ("name", "x")


def test_repr_shows_no_secrets() -> None:
    login = Login(user="u", password="hunter2", pin=1234)
    assert repr(login) == "Login(user='u', password='***', pin='***')"
    assert "1234" not in str(login.__rich_repr__())
    assert repr([login]) == f"[{login!r}]"
    assert repr(Login(user="u", pin=None)) == "Login(user='u', pin=None)"


def test_repr_of_circles_and_of_models_that_cannot_be_linked() -> None:
    circle = Pet(name="x", nick=None)
    circle.extra_fields = {"self": circle}
    assert "..." in repr(circle)
    assert repr(Broken(secret="s")) == "Broken(secret='***')"


def test_extra_fields() -> None:
    pet = Pet(name="x", nick=None)
    assert pet.extra_fields == {}
    assert not pet.extra_fields
    pet.extra_fields = {"a": 1}
    assert codec_for(Pet).to_builtins(pet) == {"name": "x", "nick": None, "a": 1}
    assert codec_for(list[Pet]).encode([pet]) == b'[{"name":"x","nick":null,"a":1}]'
    with pytest.raises(TypeError):
        Pet(name="x", nick=None).extra_fields["a"] = 1  # type: ignore[index]


def test_extra_fields_of_a_closed_model_are_a_problem() -> None:
    (problem,) = codec_for(Tag).problems(Tag(name="a", extra_fields={"b": 1}))
    assert str(problem) == "/b: expected no field of this name, found an integer"
    assert codec_for(Tag).encode(Tag(name="a", extra_fields={"b": 1})) == b'{"name":"a","b":1}'


def test_private_use_text_is_no_extra_field() -> None:
    text = "\U0010ffff extra fields and \U0010ffff"
    assert codec_for(Tag).decode(codec_for(Tag).encode(Tag(name=text))) == (Tag(name=text), ())


NAMES = [
    'a"b',
    "a\\b",
    "a\nb",
    "",
    " ",
    "$ref",
    "\U0010ffff",
    "\U0010ffff extra fields",
    "\U0010ffff61",
    "é",
    "extra_fields",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_text_may_be_the_name_of_a_field(name: str) -> None:
    namespace = {"__annotations__": {"a": "int | None", "b": "int"}, "a": field(default=None, name=name)}
    model: Any = ModelMeta("Odd", (Model,), namespace)
    codec = codec_for(model)
    text = msgspec.json.encode({name: 1, "b": 2})
    value, drift = codec.decode(text)
    assert (value.a, value.b, drift) == (1, 2, ())
    assert codec.problems(value) == ()
    assert msgspec.json.decode(codec.encode(value)) == {name: 1, "b": 2}
    assert codec.to_builtins(value) == {name: 1, "b": 2}
    assert codec.decode(msgspec.json.encode({name: "x", "b": 2, "c": 3}))[0].extra_fields == {"c": 3}
    value, drift = codec.decode(msgspec.json.encode({name: None, "b": 2, "c": 3}))
    assert len(drift) == 2
    assert msgspec.json.decode(codec.encode(value)) == {name: None, "b": 2, "c": 3}


def test_unset_is_false_and_itself() -> None:
    assert not UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET
    assert copy.deepcopy(UNSET) is UNSET
    assert Pet(name="x", nick=None).owner is UNSET


def test_annotations_stay_as_written() -> None:
    codec_for(Pet)
    assert Pet.__annotations__["owner"] == "str | None | Unset"
    assert inspect.get_annotations(Child) == {"age": "int"}


def test_inherited_fields() -> None:
    assert codec_for(Child).decode(b'{"name": "a", "age": 1}') == (Child(name="a", age=1), ())
    assert [one.pointer for one in codec_for(Child).decode(b'{"age": "x"}')[1]] == ["/age", "/name"]


def test_pattern_matching() -> None:
    match PET:
        case Pet(name="x", tag=Tag(name=tag)):
            assert tag == "t"
        case _:
            pytest.fail("no match")
