"""Request functions of `notes`."""

from __future__ import annotations

from typing import Literal

from .. import models
from .._api import API
from .._runtime import ClientT, Form, Group, Multipart, Request, Text, method

_ADD_NOTE = API.post(
    ("/notes",),
    body=(
        Multipart(lambda: models.Note, required=False),
        Form(lambda: models.Note, required=False),
        Text(required=False),
    ),
    responses={204: None},
)


def add_note(
    *,
    body: models.Note | str | None = None,
    content_type: Literal["multipart/form-data", "application/x-www-form-urlencoded", "text/plain"] | None = None,
) -> Request[None]:
    """`POST /notes`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Returns:
        204: Done.
    """
    return _ADD_NOTE.request(body=body, content_type=content_type)


class Notes(Group[ClientT]):
    """Operations of `notes`."""

    add_note = method(add_note)
