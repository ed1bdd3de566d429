"""Request functions of `texts`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Path, Query, Request, method

_GET_TEXT = API.get(
    ("/texts/", 0),
    parameters=(
        Path("slug", lambda: models.Slug),
        Query("letters", lambda: models.Letters),
        Query("ending", lambda: models.Ending),
        Query("amount", lambda: models.GetTextAmount),
    ),
    responses={200: Json(lambda: models.Text)},
)


def get_text(
    slug: str, *, letters: str | None = None, ending: str | None = None, amount: float | None = None
) -> Request[models.Text]:
    """`GET /texts/{slug}`

    Returns:
        200: The text.
    """
    return _GET_TEXT.request(slug, letters, ending, amount)


_PUT_TEXT = API.put(
    ("/texts/", 0),
    parameters=(Path("slug", lambda: models.Slug),),
    body=Json(lambda: models.Text),
    responses={204: None},
)


def put_text(slug: str, *, body: models.Text) -> Request[None]:
    """`PUT /texts/{slug}`

    Returns:
        204: It is stored.
    """
    return _PUT_TEXT.request(slug, body=body)


class Texts(Group[ClientT]):
    """Operations of `texts`."""

    get_text = method(get_text)
    put_text = method(put_text)
