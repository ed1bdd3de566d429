"""Request functions of `files`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import Binary, Bytes, ClientT, Encoding, Group, Multipart, Request, method

_SEND_ONE = API.post(
    ("/one",),
    body=Multipart(lambda: models.SendOneBody),
    responses={204: None},
)


def send_one(*, body: models.SendOneBody) -> Request[None]:
    """`POST /one`

    Returns:
        204: Done.
    """
    return _SEND_ONE.request(body=body)


_SEND_MANY = API.post(
    ("/many",),
    body=Multipart(
        lambda: models.SendManyBody,
        required=False,
        encoding={"files": Encoding(style="form", explode=True), "joined": Encoding(style="form", explode=False)},
    ),
    responses={204: None},
)


def send_many(*, body: models.SendManyBody | None = None) -> Request[None]:
    """`POST /many`

    Returns:
        204: Done.
    """
    return _SEND_MANY.request(body=body)


_SEND_BINARY = API.post(
    ("/binary",),
    body=Multipart(lambda: models.SendBinaryBody, required=False),
    responses={204: None},
)


def send_binary(*, body: models.SendBinaryBody | None = None) -> Request[None]:
    """`POST /binary`

    Returns:
        204: Done.
    """
    return _SEND_BINARY.request(body=body)


_PUT_WHOLE = API.put(
    ("/whole",),
    body=Bytes("application/zip"),
    responses={204: None},
)


def put_whole(*, body: Binary) -> Request[None]:
    """`PUT /whole`

    Returns:
        204: Done.
    """
    return _PUT_WHOLE.request(body=body)


_POST_WHOLE = API.post(
    ("/whole",),
    body=Bytes("application/json"),
    responses={204: None},
)


def post_whole(*, body: Binary) -> Request[None]:
    """`POST /whole`

    Returns:
        204: Done.
    """
    return _POST_WHOLE.request(body=body)


class Files(Group[ClientT]):
    """Operations of `files`."""

    send_one = method(send_one)
    send_many = method(send_many)
    send_binary = method(send_binary)
    put_whole = method(put_whole)
    post_whole = method(post_whole)
