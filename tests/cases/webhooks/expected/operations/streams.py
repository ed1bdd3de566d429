"""Request functions of `streams`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Request, method

_CREATE_STREAM = API.post(
    ("/streams",),
    body=Json(lambda: models.CreateStreamBody),
    responses={204: None},
)


def create_stream(*, body: models.CreateStreamBody) -> Request[None]:
    """Subscribe to a stream (`POST /streams`)

    Returns:
        204: Subscribed.
    """
    return _CREATE_STREAM.request(body=body)


class Streams(Group[ClientT]):
    """Operations of `streams`."""

    create_stream = method(create_stream)
