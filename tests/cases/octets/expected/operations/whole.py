"""Request functions of `whole`."""

from __future__ import annotations

from typing import Annotated, Literal

from .. import models
from .._api import API
from .._runtime import Base64, Binary, Bytes, ClientT, Group, Json, Request, method

_PUT_EITHER = API.put(
    ("/either",),
    body=(Json(lambda: models.PutEitherBody), Bytes()),
    responses={204: None},
)


def put_either(*, body: models.PutEitherBody | Binary) -> Request[None]:
    """`PUT /either`

    Returns:
        204: Done.
    """
    return _PUT_EITHER.request(body=body)


_PUT_WHOLE = API.put(
    ("/whole",),
    body=Bytes(),
    responses={204: None},
)


def put_whole(*, body: Binary) -> Request[None]:
    """`PUT /whole`

    Returns:
        204: Done.
    """
    return _PUT_WHOLE.request(body=body)


_POST_PICTURE = API.post(
    ("/whole",),
    body=(Bytes("image/png"), Bytes("image/jpeg")),
    responses={204: None},
)


def post_picture(*, body: Binary, content_type: Literal["image/png", "image/jpeg"] | None = None) -> Request[None]:
    """`POST /whole`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Returns:
        204: Done.
    """
    return _POST_PICTURE.request(body=body, content_type=content_type)


_PATCH_ANY = API.patch(
    ("/whole",),
    body=Bytes("image/*"),
    responses={204: None},
)


def patch_any(*, body: Binary, content_type: str | None = None) -> Request[None]:
    """`PATCH /whole`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Returns:
        204: Done.
    """
    return _PATCH_ANY.request(body=body, content_type=content_type)


_PUT_JSON = API.put(
    ("/whole/json",),
    body=Bytes("application/json"),
    responses={204: None},
)


def put_json(*, body: Binary) -> Request[None]:
    """`PUT /whole/json`

    Returns:
        204: Done.
    """
    return _PUT_JSON.request(body=body)


_PUT_TEXT = API.put(
    ("/whole/text",),
    body=Bytes("text/csv"),
    responses={204: None},
)


def put_text(*, body: Binary) -> Request[None]:
    """`PUT /whole/text`

    Returns:
        204: Done.
    """
    return _PUT_TEXT.request(body=body)


_GET_ENCODED = API.get(
    ("/whole/encoded",),
    responses={200: Bytes("image/png", base64=True)},
)


def get_encoded() -> Request[bytes]:
    """`GET /whole/encoded`

    Returns:
        200: One.
    """
    return _GET_ENCODED.request()


_PUT_ENCODED_BODY = API.put(
    ("/whole/encoded",),
    body=Bytes("image/png", base64=True),
    responses={204: None},
)


def put_encoded_body(*, body: bytes) -> Request[None]:
    """`PUT /whole/encoded`

    Returns:
        204: Done.
    """
    return _PUT_ENCODED_BODY.request(body=body)


_POST_ENCODED_JSON = API.post(
    ("/whole/encoded",),
    body=Json(Annotated[bytes, Base64()]),
    responses={204: None},
)


def post_encoded_json(*, body: bytes) -> Request[None]:
    """`POST /whole/encoded`

    Returns:
        204: Done.
    """
    return _POST_ENCODED_JSON.request(body=body)


_PATCH_ENCODED_TEXT = API.patch(
    ("/whole/encoded",),
    body=Bytes("text/plain", base64=True),
    responses={204: None},
)


def patch_encoded_text(*, body: bytes) -> Request[None]:
    """`PATCH /whole/encoded`

    Returns:
        204: Done.
    """
    return _PATCH_ENCODED_TEXT.request(body=body)


class Whole(Group[ClientT]):
    """Operations of `whole`."""

    put_either = method(put_either)
    put_whole = method(put_whole)
    post_picture = method(post_picture)
    patch_any = method(patch_any)
    put_json = method(put_json)
    put_text = method(put_text)
    get_encoded = method(get_encoded)
    put_encoded_body = method(put_encoded_body)
    post_encoded_json = method(post_encoded_json)
    patch_encoded_text = method(patch_encoded_text)
