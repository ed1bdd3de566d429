"""Request functions of `answers`."""

from __future__ import annotations

from typing import Annotated, Literal

from .. import models
from .._api import API
from .._runtime import AnyOf, ClientT, Group, Json, Request, method

_GET_ANSWER = API.get(
    ("/answer",),
    responses={200: Json(lambda: models.Answer)},
)


def get_answer() -> Request[models.Answer]:
    """`GET /answer`

    Returns:
        200: An answer.
    """
    return _GET_ANSWER.request()


_LIST_WORDS = API.get(
    ("/words",),
    responses={200: Json(list[Annotated[str | Literal["yes", "no"], AnyOf()]])},
)


def list_words() -> Request[list[str | Literal["yes", "no"]]]:
    """`GET /words`

    Returns:
        200: Words, of which a few are known.
    """
    return _LIST_WORDS.request()


class Answers(Group[ClientT]):
    """Operations of `answers`."""

    get_answer = method(get_answer)
    list_words = method(list_words)
