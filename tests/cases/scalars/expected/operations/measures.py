"""Request functions of `measures`."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .. import models
from .._api import API
from .._runtime import ClientT, Form, Group, Header, Int32, Int64, IsoDuration, Json, Query, Request, method

_HEADERS = (Header("X-Total", Int32), Header("X-Period", IsoDuration), Header("X-Naive", dt.datetime))

_LIST_MEASURES = API.get(
    ("/measures",),
    parameters=(
        Query("first", Int32),
        Query("ids", list[Int64 | None]),
        Query("size", lambda: models.Size),
        Query("release", Literal["3.9", "3.10"]),
        Header("X-Count", Int64),
        Query("sid", lambda: models.ListMeasuresSid),
        Query("couple", tuple[str, int]),
        Query("every", IsoDuration),
        Query("since", dt.datetime),
        Query("spans", list[IsoDuration]),
        Header("X-Since", dt.datetime),
    ),
    responses={200: Json(lambda: list[models.Measure])},
    response_headers={200: _HEADERS},
)


def list_measures(
    *,
    first: int | None = None,
    ids: list[int | None] | None = None,
    size: int | None = None,
    release: Literal["3.9", "3.10"] | None = None,
    x_count: int | None = None,
    sid: str | None = None,
    couple: tuple[str, int] | None = None,
    every: dt.timedelta | str | None = None,
    since: dt.datetime | None = None,
    spans: list[dt.timedelta | str] | None = None,
    x_since: dt.datetime | None = None,
) -> Request[list[models.Measure]]:
    """`GET /measures`

    Args:
        release: Its values:

            - `"3.9"`: old
            - `"3.10"`: new

    Returns:
        200: All of them.
    """
    return _LIST_MEASURES.request(first, ids, size, release, x_count, sid, couple, every, since, spans, x_since)


_SEND_FORM = API.post(
    ("/forms",),
    body=Form(lambda: models.Times, required=False),
    responses={204: None},
)


def send_form(*, body: models.Times | None = None) -> Request[None]:
    """`POST /forms`

    Returns:
        204: Done.
    """
    return _SEND_FORM.request(body=body)


class Measures(Group[ClientT]):
    """Operations of `measures`."""

    list_measures = method(list_measures)
    send_form = method(send_form)
