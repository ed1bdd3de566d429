"""Request functions of `lines`."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable

from .. import models
from .._api import API
from .._runtime import ClientT, Group, JsonLines, Request, method

_ADD_LINES = API.post(
    ("/lines",),
    body=JsonLines(lambda: models.Note, media_type="application/x-ndjson"),
    responses={204: None},
)


def add_lines(*, body: Iterable[models.Note] | AsyncIterable[models.Note]) -> Request[None]:
    """`POST /lines`

    Returns:
        204: Done.
    """
    return _ADD_LINES.request(body=body)


class Lines(Group[ClientT]):
    """Operations of `lines`."""

    add_lines = method(add_lines)
