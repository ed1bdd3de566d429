from __future__ import annotations

from typing import Annotated, Any, Union

from msgspec import Meta

from .. import models
from .._runtime import UNSET, Model, Not, OneOf, PatternProperties, Properties, Unset

__all__ = ("Text",)


class Text(
    Model,
    extra=Any,
    assertions=(
        PatternProperties(((r"^_([a-z]_?)+\Z", bool),)),
        Not(
            Annotated[
                Any,
                Properties(
                    {
                        "letters": Union[
                            dict[str, Any], list[Any], Annotated[str, Meta(pattern=r"^(aa)+\Z")], float, bool, None
                        ]
                    },
                    required=("letters", "other"),
                ),
            ]
        ),
    ),
):
    letters: models.Letters
    letter: models.Letter | None = None
    ending: models.Ending | None = None
    slug: models.Slug | None = None
    year: models.Year | None = None
    email: models.Email | None = None
    price: models.Price | None = None
    word: models.Word | None = None
    escapes: models.Escapes | None = None
    code: models.Code | None = None
    host: models.Host | None = None
    last: models.Last | None = None
    amount: models.Amount | None = None
    share: models.Share | None = None
    huge: models.Huge | None = None
    endless: models.Endless | None = None
    long: models.Long | None = None
    many: models.Many | None = None
    fractions: models.Fractions | None = None
    labels: models.Labels | None = None
    names: models.Names | None = None
    words: list[models.Word] | None = None
    other: models.Other | None | Unset = UNSET
    either: Annotated[models.Letters | models.Either, OneOf()] | None = None
    """One of two texts, which only patterns tell apart."""
