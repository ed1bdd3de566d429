"""Request functions of `log`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Json, Query, Request, method

_LOG = API.post(
    ("/log",),
    parameters=(Query("line", str, required=True), Query("level", int)),
    body=Json(lambda: models.LogBody, required=False),
    responses={204: None},
)


def log(*, line: str, body: models.LogBody | None = None, level: int | None = None) -> Request[None]:
    """`POST /log`

    Returns:
        204: Logged.
    """
    return _LOG.request(line, level, body=body)


class Log(Group[ClientT]):
    """Operations of `log`."""

    log = method(log)
