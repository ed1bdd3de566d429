"""Request functions of `things`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Int64, Json, Path, Request, method

_GET_THING = API.get(
    ("/things/", 0),
    parameters=(Path("id", Int64),),
    responses={200: Json(lambda: models.Thing)},
)


def get_thing(id: int) -> Request[models.Thing]:
    """`GET /things/{id}`

    Returns:
        200: The thing.
    """
    return _GET_THING.request(id)


_PUT_THING = API.put(
    ("/things/", 0),
    parameters=(Path("id", Int64),),
    body=Json(lambda: models.ThingRequest),
    responses={204: None},
)


def put_thing(id: int, *, body: models.ThingRequest) -> Request[None]:
    """`PUT /things/{id}`

    Returns:
        204: Stored.
    """
    return _PUT_THING.request(id, body=body)


class Things(Group[ClientT]):
    """Operations of `things`."""

    get_thing = method(get_thing)
    put_thing = method(put_thing)
