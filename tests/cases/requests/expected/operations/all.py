"""Request functions of `all`."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, TypeAlias

from .. import models
from .._api import API, COOKIE, KEY, TOKEN
from .._runtime import (
    Binary,
    Bytes,
    ClientT,
    Cookie,
    Form,
    Group,
    Header,
    Json,
    Path,
    Query,
    Request,
    Server,
    Text,
    deprecated,
    deprecated_method,
    method,
)

SearchOrder: TypeAlias = Literal[
    "ascending_by_name", "descending_by_name", "ascending_by_date", "descending_by_date", "random"
]

_HEADERS = (Header("X-Total", int),)

_SEARCH = API.get(
    ("/search/", 0, 1),
    parameters=(
        Path("path", list[int]),
        Path("matrix", dict[str, str], style="matrix", explode=True),
        Query("q", lambda: models.Q, required=True),
        Query("tags", list[Literal["a", "b"]]),
        Query("ids", list[int], style="pipeDelimited"),
        Query("deep", lambda: models.SearchDeep, style="deepObject"),
        Query("order", SearchOrder),
        Query("since", dt.datetime),
        Query("json", list[int], media_type="application/json"),
        Header("X-Trace", list[str]),
        Cookie("theme", str),
    ),
    responses={
        200: (Json(list[str]), Text()),
        404: Json(lambda: models.Problem, media_type="application/problem+json"),
        "4XX": None,
        "default": Json(lambda: models.Problem),
    },
    response_headers={200: _HEADERS},
    security=((TOKEN,), (KEY, COOKIE), ()),
)


@deprecated("search is deprecated")
def search(
    path: list[int],
    matrix: dict[str, str],
    *,
    q: str,
    tags: list[Literal["a", "b"]] | None = None,
    ids: list[int] | None = None,
    deep: models.SearchDeep | None = None,
    order: SearchOrder | None = None,
    since: dt.datetime | None = None,
    json: list[int] | None = None,
    x_trace: list[str] | None = None,
    theme: str | None = None,
) -> Request[list[str] | str]:
    """`GET /search/{path}{matrix}`

    Deprecated.

    Returns:
        200: Found.
    Raises:
        NotFound: Nothing found.
        ClientError (4XX): Another mistake.
        StatusError (default): Broken.
    """
    return _SEARCH.request(path, matrix, q, tags, ids, deep, order, since, json, x_trace, theme)


_SEND_FORM = API.post(
    ("/forms",),
    body=Form(lambda: models.SendFormBody, required=False),
    responses={201: None},
    servers=(Server("https://forms.example.com"),),
)


def send_form(*, body: models.SendFormBody | None = None) -> Request[Any]:
    """`POST /forms`

    Returns:
        201: Sent.
    """
    return _SEND_FORM.request(body=body)


_UPLOAD = API.put(
    ("/files",),
    body=(Bytes(), Text(), Json(lambda: models.UploadBody)),
    responses={200: Bytes("image/png"), 202: Bytes("multipart/mixed")},
    security=((TOKEN,), (KEY, COOKIE), ()),
)


def upload(*, body: Binary | str | models.UploadBody) -> Request[bytes]:
    """`PUT /files`

    Returns:
        200: Stored.
        202: Stored in parts.
    """
    return _UPLOAD.request(body=body)


class All(Group[ClientT]):
    """Operations of `all`."""

    search = deprecated_method(search)
    send_form = method(send_form)
    upload = method(upload)
