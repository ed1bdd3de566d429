"""Request functions of `things`."""

from __future__ import annotations

from typing import Annotated, Literal

from .. import models
from .._api import API
from .._runtime import ClientT, Form, Group, Header, Json, Path, Query, Request, Values, method

_READ = API.get(
    ("/everything",),
    responses={200: Json(lambda: models.Everything)},
)


def read() -> Request[models.Everything]:
    """`GET /everything`

    Returns:
        200: It is
    """
    return _READ.request()


_WRITE = API.put(
    ("/everything",),
    body=Json(lambda: models.Everything),
    responses={204: None},
)


def write(*, body: models.Everything) -> Request[None]:
    """`PUT /everything`

    Returns:
        204: It will be
    """
    return _WRITE.request(body=body)


_SUBMIT = API.post(
    ("/everything",),
    body=Form(lambda: models.Grant),
    responses={204: None},
)


def submit(*, body: models.Grant) -> Request[None]:
    """`POST /everything`

    Returns:
        204: It was
    """
    return _SUBMIT.request(body=body)


_VERSIONED = API.get(
    ("/", 0, "/things/", 1),
    parameters=(
        Path("version", Literal["v1"]),
        Path("id", str),
        Header("Api-Date", Literal["2020-01"], required=True),
        Query("level", lambda: models.Level, required=True),
        Query("ratio", Annotated[float, Values(1.5)], required=True),
        Query("hint", Literal["never"]),
        Query("tags", list[Literal["x"]], required=True),
    ),
    responses={204: None},
)


def versioned(
    id: str,
    *,
    tags: list[Literal["x"]],
    version: Literal["v1"] = "v1",
    api_date: Literal["2020-01"] = "2020-01",
    level: models.Level = 1,
    ratio: float = 1.5,
    hint: Literal["never"] | None = None,
) -> Request[None]:
    """`GET /{version}/things/{id}`

    Returns:
        204: It is
    """
    return _VERSIONED.request(version, id, api_date, level, ratio, hint, tags)


class Things(Group[ClientT]):
    """Operations of `things`."""

    read = method(read)
    write = method(write)
    submit = method(submit)
    versioned = method(versioned)
