"""Request functions of `docs`."""

from __future__ import annotations

from typing import Annotated, Literal

from .. import models
from .._api import API
from .._runtime import Base64, ClientT, Form, Group, Header, Json, Multipart, Path, Request, method

_PUT_DOC = API.put(
    ("/docs",),
    body=Json(lambda: models.Doc),
    responses={200: Json(lambda: models.Doc)},
)


def put_doc(*, body: models.Doc) -> Request[models.Doc]:
    """`PUT /docs`

    Returns:
        200: Done.
    """
    return _PUT_DOC.request(body=body)


_ADD_DOC = API.post(
    ("/docs",),
    body=(Json(lambda: models.Doc), Form(lambda: models.Doc), Multipart(lambda: models.Doc)),
    responses={204: None},
)


def add_doc(
    *,
    body: models.Doc,
    content_type: Literal["application/json", "application/x-www-form-urlencoded", "multipart/form-data"] | None = None,
) -> Request[None]:
    """`POST /docs`

    Args:
        content_type: The media type of the body; by default the first that it fits.

    Returns:
        204: Done.
    """
    return _ADD_DOC.request(body=body, content_type=content_type)


_PATCH_DOC = API.patch(
    ("/docs",),
    body=Form(lambda: models.Doc),
    responses={204: None},
)


def patch_doc(*, body: models.Doc) -> Request[None]:
    """`PATCH /docs`

    Returns:
        204: Done.
    """
    return _PATCH_DOC.request(body=body)


_PUT_ENCODED = API.put(
    ("/encoded/", 0),
    parameters=(Path("id", Annotated[bytes, Base64()]), Header("digest", Annotated[bytes, Base64()])),
    body=Json(lambda: models.PutEncodedBody),
    responses={204: None},
)


def put_encoded(id: bytes, *, body: models.PutEncodedBody, digest: bytes | None = None) -> Request[None]:
    """`PUT /encoded/{id}`

    Returns:
        204: Done.
    """
    return _PUT_ENCODED.request(id, digest, body=body)


class Docs(Group[ClientT]):
    """Operations of `docs`."""

    put_doc = method(put_doc)
    add_doc = method(add_doc)
    patch_doc = method(patch_doc)
    put_encoded = method(put_encoded)
