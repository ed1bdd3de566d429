from __future__ import annotations

from typing import Annotated, Any, Never, TypeAlias, Union

from msgspec import Meta

from .. import models
from .._runtime import UNSET, If, Model, Not, Unset

__all__ = ("Thing", "ThingCode", "ThingScore")

ThingScore: TypeAlias = Annotated[
    float, Not(Union[dict[str, Any], list[Any], str, Annotated[float, Meta(ge=5, le=7)], bool, None])
]

ThingCode: TypeAlias = Annotated[
    str,
    If(
        Union[dict[str, Any], list[Any], Annotated[str, Meta(min_length=3, pattern="^x")], float, bool, None],
        then=Union[dict[str, Any], list[Any], Annotated[str, Meta(max_length=5)], float, bool, None],
    ),
]


class Thing(Model):
    size: int | None | Unset = UNSET
    flag: bool | None = None
    nothing: list[Never] | None = None
    score: ThingScore | None = None
    code: ThingCode | None = None
    guest: models.Guest | None = None
    pair: models.Pair | None = None
