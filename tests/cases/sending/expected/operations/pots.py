"""Request functions of `pots`."""

from __future__ import annotations

from typing import Any

from .. import models
from .._api import API, KEY, SESSION, TOKEN
from .._runtime import Bytes, ClientT, Cookie, Group, Header, Json, Request, method

_HEADERS = (Header("X-Total", int),)

_LIST_POTS = API.get(
    ("/pots",),
    parameters=(Header("X-Trace", str), Cookie("theme", str)),
    responses={200: Bytes(), 404: Json(dict[str, Any], media_type="application/problem+json")},
    response_headers={200: _HEADERS},
    security=((KEY, SESSION, TOKEN),),
)


def list_pots(*, x_trace: str | None = None, theme: str | None = None) -> Request[bytes]:
    """`GET /pots`

    Returns:
        200: All.
    Raises:
        NotFound: None.
    """
    return _LIST_POTS.request(x_trace, theme)


_ADD_POT = API.post(
    ("/pots",),
    parameters=(Header("Idempotency-Key", str),),
    body=Json(lambda: models.Item, required=False),
    responses={204: None},
)


def add_pot(*, body: models.Item | None = None, idempotency_key: str | None = None) -> Request[None]:
    """`POST /pots`

    Returns:
        204: Done.
    """
    return _ADD_POT.request(idempotency_key, body=body)


_GET_SHARED = API.get(
    ("/shared",),
    parameters=(Header("x-level", int),),
    responses={204: None},
)


def get_shared(*, x_level: int | None = None) -> Request[None]:
    """`GET /shared`

    Returns:
        204: Done.
    """
    return _GET_SHARED.request(x_level)


class Pots(Group[ClientT]):
    """Operations of `pots`."""

    list_pots = method(list_pots)
    add_pot = method(add_pot)
    get_shared = method(get_shared)
