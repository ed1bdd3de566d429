"""Request functions of `things`."""

from __future__ import annotations

from typing import Annotated

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, OrOther, Path, Query, Request, method

_PUT_THING = API.put(
    ("/things/", 0),
    parameters=(
        Path("code", lambda: Annotated[models.Checked, OrOther()]),
        Query("limit", lambda: Annotated[models.PutThingLimit, OrOther()]),
    ),
    body=Json(lambda: models.Thing),
    responses={200: Json(lambda: models.Thing)},
)


def put_thing(code: str, *, body: models.Thing, limit: float | None = None) -> Request[models.Thing]:
    """`PUT /things/{code}`

    Returns:
        200: The thing.
    """
    return _PUT_THING.request(code, limit, body=body)


class Things(Group[ClientT]):
    """Operations of `things`."""

    put_thing = method(put_thing)
