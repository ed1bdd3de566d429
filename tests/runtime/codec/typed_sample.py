"""What type checkers must understand of models, and what they must report; see `test_typing.py`."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, assert_type

from runtime.codec import codec_for
from runtime.drift import Drift
from runtime.model import UNSET, Model, Unset, field


class Tag(Model):
    """A model beside the other."""

    name: str


class Pet(Model, extra=Any, assertions=()):
    """A model with every kind of field, the required ones after the optional ones."""

    nick: str | None | Unset = UNSET
    state: Literal["a", "b"] | str | None = None
    class_: str | None = field(default=None, name="class")
    tag: Tag | None = None
    name: str
    age: int | None
    from_: str = field(name="from")


def fine(pet: Pet) -> None:
    """All of this is right."""
    Pet(name="x", age=None, from_="y")
    Pet(name="x", age=1, from_="y", nick=None, state="c", class_="z", tag=Tag(name="t"), extra_fields={"a": 1})
    assert_type(pet.name, str)
    assert_type(pet.age, int | None)
    assert_type(pet.nick, str | None | Unset)
    assert_type(pet.from_, str)
    if pet.nick:
        assert_type(pet.nick, str)
    if pet.nick is not UNSET:
        assert_type(pet.nick, str | None)
    if pet.nick is not UNSET and pet.nick is not None:
        assert_type(pet.nick, str)
    if pet.tag:
        assert_type(pet.tag.name, str)
    assert_type(pet.nick or "none", str)
    assert_type(UNSET.__bool__(), Literal[False])
    pet.nick = UNSET
    pet.extra_fields = {"b": 2}
    assert_type(codec_for(Pet).decode(b"")[1], tuple[Drift, ...])
    match pet:
        case Pet(name=name, tag=Tag(name=tag)):
            assert_type(name, str)
            assert_type(tag, str)
        case _:
            pass


if TYPE_CHECKING:

    def wrong(pet: Pet) -> None:
        """All of this is wrong: every line must be reported."""
        Pet("x", age=None, from_="y")  # WRONG
        Pet({}, name="x", age=None, from_="y")  # WRONG
        Pet(name="x", age=None)  # WRONG
        Pet(name=1, age=None, from_="y")  # WRONG
        Pet(name="x", age=UNSET, from_="y")  # WRONG
        Pet(name="x", age=1, from_="y", nick=1)  # WRONG
        Pet(name="x", age=1, from_="y", unknown=1)  # WRONG
        Pet(name="x", age=1, from_="y", class_=UNSET)  # WRONG
        pet.nick.upper()  # WRONG
        pet.extra_fields["a"] = 1  # WRONG
        print(pet.unknown)  # WRONG
