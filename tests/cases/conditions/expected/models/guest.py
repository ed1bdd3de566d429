from __future__ import annotations

from typing import Annotated, Any, Never, TypeAlias, Union

from .._runtime import Evaluated, If, Model, Properties, Unevaluated

__all__ = ("Guest", "GuestCat", "GuestDog")

Guest: TypeAlias = Annotated[
    Union["GuestCat", "GuestDog"],
    If(Annotated[Any, Properties({}, required=("host",))], then=Annotated[Any, Properties({"host": str})]),
    Unevaluated(
        Never,
        (
            Evaluated(names=("name",)),
            Evaluated(names=("lives",), conditions=("Cat",)),
            Evaluated(names=("trick",), conditions=("Dog",)),
            Evaluated(names=("host",), conditions=(Annotated[Any, Properties({}, required=("host",))],)),
        ),
    ),
]


class GuestCat(Model, extra=Any):
    name: str | None = None
    lives: int


class GuestDog(Model, extra=Any):
    name: str | None = None
    trick: str
