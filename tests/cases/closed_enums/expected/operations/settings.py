"""Request functions of `settings`."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Header, Json, Query, Request, Values, method

_READ = API.get(
    ("/settings",),
    parameters=(
        Query("fraction", Annotated[float, Values(0.5, 1.5)]),
        Query("mixed", Literal[1, "one", True] | None),
        Query("mixed_named", lambda: models.Mixed),
        Query("text", Literal["a", "b"]),
        Query("whole", Literal[1, 2]),
        Query("object", Annotated[Any, Values({"a": 1}, {"a": 2})]),
        Query("array", list[Annotated[float, Values(0.5, 1.5)]]),
        Query("perhaps", Union[Annotated[float, Values(0.5)], None]),
        Header("X-Named", lambda: models.Level),
    ),
    responses={200: Json(lambda: models.Settings)},
)


def read(
    *,
    fraction: float | None = None,
    mixed: Literal[1, "one", True] | None = None,
    mixed_named: models.Mixed | None = None,
    text: Literal["a", "b"] | None = None,
    whole: Literal[1, 2] | None = None,
    object: Any = None,
    array: list[float] | None = None,
    perhaps: float | None = None,
    x_named: models.Level | None = None,
) -> Request[models.Settings]:
    """`GET /settings`

    Returns:
        200: The settings
    """
    return _READ.request(fraction, mixed, mixed_named, text, whole, object, array, perhaps, x_named)


_WRITE = API.put(
    ("/settings",),
    body=Json(lambda: models.Settings),
    responses={204: None},
)


def write(*, body: models.Settings) -> Request[None]:
    """`PUT /settings`

    Returns:
        204: Done
    """
    return _WRITE.request(body=body)


class Settings(Group[ClientT]):
    """Operations of `settings`."""

    read = method(read)
    write = method(write)
