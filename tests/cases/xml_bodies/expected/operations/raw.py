"""Request functions of `raw`."""

from __future__ import annotations

from .._api import API
from .._runtime import Binary, Bytes, ClientT, Group, Request, Text, method

_PUT_RAW = API.put(
    ("/raw",),
    body=(Bytes("image/*", required=False), Text("application/xml", required=False)),
    responses={200: Text("application/xml")},
)


def put_raw(*, body: str | Binary | None = None, content_type: str | None = None) -> Request[str]:
    """`PUT /raw`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Returns:
        200: XML of which nothing is known.
    """
    return _PUT_RAW.request(body=body, content_type=content_type)


class Raw(Group[ClientT]):
    """Operations of `raw`."""

    put_raw = method(put_raw)
