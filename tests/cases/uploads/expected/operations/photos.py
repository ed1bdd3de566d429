"""Request functions of `photos`."""

from __future__ import annotations

from collections.abc import Mapping

from .. import models
from .._api import API
from .._runtime import ClientT, Encoding, Group, Header, Multipart, Query, Request, method

_ADD_PHOTOS = API.post(
    ("/photos",),
    parameters=(Query("part_headers", str),),
    body=Multipart(
        lambda: models.Photos,
        encoding={
            "cover": Encoding(
                content_type="image/png", headers=(Header("X-Rate-Limit", int, required=True), Header("X-Note", str))
            ),
            "details": Encoding(content_type="application/vnd.details+json"),
            "tags": Encoding(style="form", explode=False),
        },
    ),
    responses={204: None},
)


def add_photos(
    *,
    body: models.Photos,
    part_headers: str | None = None,
    body_part_headers: Mapping[str, Mapping[str, object]] | None = None,
) -> Request[None]:
    """`POST /photos`

    Args:
        body_part_headers: Headers of parts, by property and name: X-Rate-Limit of cover, X-Note of cover.

    Returns:
        204: Done.
    """
    return _ADD_PHOTOS.request(part_headers, body=body, part_headers=body_part_headers)


class Photos(Group[ClientT]):
    """Operations of `photos`."""

    add_photos = method(add_photos)
