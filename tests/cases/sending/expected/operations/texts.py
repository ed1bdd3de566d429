"""Request functions of `texts`."""

from __future__ import annotations

import datetime as dt

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Request, Text, method

_GET_COUNT = API.get(
    ("/count",),
    responses={200: Text(type=lambda: models.GetCountResponse)},
)


def get_count() -> Request[int]:
    """`GET /count`

    Returns:
        200: One.
    """
    return _GET_COUNT.request()


_PUT_COUNT = API.put(
    ("/count",),
    body=Text(type=lambda: models.GetCountResponse),
    responses={204: None},
)


def put_count(*, body: int) -> Request[None]:
    """`PUT /count`

    Returns:
        204: Done.
    """
    return _PUT_COUNT.request(body=body)


_GET_DAY = API.get(
    ("/day",),
    responses={200: Text(type=dt.date)},
)


def get_day() -> Request[dt.date]:
    """`GET /day`

    Returns:
        200: One.
    """
    return _GET_DAY.request()


_PUT_DAY = API.put(
    ("/day",),
    body=Text(type=dt.date),
    responses={204: None},
)


def put_day(*, body: dt.date) -> Request[None]:
    """`PUT /day`

    Returns:
        204: Done.
    """
    return _PUT_DAY.request(body=body)


_GET_LEVEL = API.get(
    ("/level",),
    responses={200: Text(type=lambda: models.Level), 400: Text(type=bool)},
)


def get_level() -> Request[models.Level]:
    """`GET /level`

    Returns:
        200: One.
    Raises:
        BadRequest: No.
    """
    return _GET_LEVEL.request()


_PUT_LEVEL = API.put(
    ("/level",),
    body=Text(type=lambda: models.Level),
    responses={204: None},
)


def put_level(*, body: models.Level) -> Request[None]:
    """`PUT /level`

    Returns:
        204: Done.
    """
    return _PUT_LEVEL.request(body=body)


_GET_FLAG = API.get(
    ("/flag",),
    responses={200: Text(type=bool)},
)


def get_flag() -> Request[bool]:
    """`GET /flag`

    Returns:
        200: One.
    """
    return _GET_FLAG.request()


_PUT_FLAG = API.put(
    ("/flag",),
    body=Text(type=bool),
    responses={204: None},
)


def put_flag(*, body: bool) -> Request[None]:
    """`PUT /flag`

    Returns:
        204: Done.
    """
    return _PUT_FLAG.request(body=body)


_GET_NAME = API.get(
    ("/name",),
    responses={200: Text(type=lambda: models.GetNameResponse)},
)


def get_name() -> Request[str]:
    """`GET /name`

    Returns:
        200: One.
    """
    return _GET_NAME.request()


_PUT_NAME = API.put(
    ("/name",),
    body=Text(type=lambda: models.GetNameResponse),
    responses={204: None},
)


def put_name(*, body: str) -> Request[None]:
    """`PUT /name`

    Returns:
        204: Done.
    """
    return _PUT_NAME.request(body=body)


_GET_SIZE = API.get(
    ("/size",),
    responses={200: Text(type=float)},
)


def get_size() -> Request[float]:
    """`GET /size`

    Returns:
        200: One.
    """
    return _GET_SIZE.request()


_PUT_SIZE = API.put(
    ("/size",),
    body=Text(type=float, required=False),
    responses={204: None},
)


def put_size(*, body: float | None = None) -> Request[None]:
    """`PUT /size`

    Returns:
        204: Done.
    """
    return _PUT_SIZE.request(body=body)


class Texts(Group[ClientT]):
    """Operations of `texts`."""

    get_count = method(get_count)
    put_count = method(put_count)
    get_day = method(get_day)
    put_day = method(put_day)
    get_level = method(get_level)
    put_level = method(put_level)
    get_flag = method(get_flag)
    put_flag = method(put_flag)
    get_name = method(get_name)
    put_name = method(put_name)
    get_size = method(get_size)
    put_size = method(put_size)
