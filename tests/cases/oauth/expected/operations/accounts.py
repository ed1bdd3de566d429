"""Request functions of `accounts`."""

from __future__ import annotations

from .. import models
from .._api import (
    API,
    BASIC,
    BEARER,
    CERTIFICATE,
    HOBA,
    OAUTH,
    OAUTH_DESCRIBED_ELSEWHERE,
    OAUTH_KEY,
    OPENID,
    QUERY_KEY,
    SESSION,
)
from .._runtime import ClientT, Group, Json, Request, method

_FETCH = API.get(
    ("/account",),
    responses={200: Json(lambda: models.Account)},
    security=((OAUTH,), (OPENID,), (OAUTH_DESCRIBED_ELSEWHERE,)),
)


def fetch() -> Request[models.Account]:
    """`GET /account`

    Returns:
        200: Fetched.
    """
    return _FETCH.request()


_CHANGE = API.put(
    ("/account",),
    responses={204: None},
    security=((OAUTH_KEY, SESSION), (BASIC, QUERY_KEY), (CERTIFICATE, BEARER), (HOBA,)),
)


def change() -> Request[None]:
    """`PUT /account`

    Returns:
        204: Changed.
    """
    return _CHANGE.request()


_ABOUT = API.get(
    ("/about",),
    responses={204: None},
    security=((), (BEARER,)),
)


def about() -> Request[None]:
    """`GET /about`

    Returns:
        204: Said.
    """
    return _ABOUT.request()


_HEALTH = API.get(
    ("/health",),
    responses={204: None},
)


def health() -> Request[None]:
    """`GET /health`

    Returns:
        204: Healthy.
    """
    return _HEALTH.request()


class Accounts(Group[ClientT]):
    """Operations of `accounts`."""

    fetch = method(fetch)
    change = method(change)
    about = method(about)
    health = method(health)
