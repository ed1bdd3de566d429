from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Union

from msgspec import Meta

from .._runtime import UNSET, Model, Not, OneOf, PatternProperties, Properties, Unset

if TYPE_CHECKING:
    from ..validators import (
        Amount,
        Code,
        Either,
        Email,
        Ending,
        Endless,
        Escapes,
        Host,
        Huge,
        Last,
        Letter,
        Letters,
        Long,
        Other,
        Price,
        Share,
        Slug,
        Word,
        Year,
    )
    from .fractions import Fractions
    from .labels import Labels
    from .many import Many
    from .names import Names

__all__ = ("Text",)


class Text(
    Model,
    extra=Any,
    assertions=(
        PatternProperties(((r"^_(?:[a-z]_?)+\Z", bool),)),
        Not(
            Annotated[
                Any,
                Properties(
                    {
                        "letters": Union[
                            dict[str, Any],
                            list[Any],
                            Annotated[str, Meta(pattern=r"^(?:aa)+\Z")],
                            float,
                            bool,
                            None,
                        ]
                    },
                    required=("letters", "other"),
                ),
            ]
        ),
    ),
):
    letters: Letters
    letter: Letter | None = None
    ending: Ending | None = None
    slug: Slug | None = None
    year: Year | None = None
    email: Email | None = None
    price: Price | None = None
    word: Word | None = None
    escapes: Escapes | None = None
    code: Code | None = None
    host: Host | None = None
    last: Last | None = None
    amount: Amount | None = None
    share: Share | None = None
    huge: Huge | None = None
    endless: Endless | None = None
    long: Long | None = None
    many: Many | None = None
    fractions: Fractions | None = None
    labels: Labels | None = None
    names: Names | None = None
    words: list[Word] | None = None
    other: Other | None | Unset = UNSET
    either: Annotated[Letters | Either, OneOf()] | None = None
    """One of two texts, which only patterns tell apart."""
