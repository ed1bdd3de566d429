"""Request functions of `nulls`."""

from __future__ import annotations

from typing import Any

from .. import models
from .._api import API
from .._runtime import UNSET, ClientT, Group, Json, Request, Unset, method

_PUT_NULLABLE = API.put(
    ("/nullable",),
    body=Json(lambda: models.Item | None),
    responses={204: None},
)


def put_nullable(*, body: models.Item | None) -> Request[None]:
    """`PUT /nullable`

    Returns:
        204: Done.
    """
    return _PUT_NULLABLE.request(body=body)


_PATCH_NULLABLE = API.patch(
    ("/nullable",),
    body=Json(float | None, required=False),
    responses={204: None},
)


def patch_nullable(*, body: float | None | Unset = UNSET) -> Request[None]:
    """`PATCH /nullable`

    Returns:
        204: Done.
    """
    return _PATCH_NULLABLE.request(body=body)


_PUT_ANYTHING = API.put(
    ("/anything",),
    body=Json(Any),
    responses={204: None},
)


def put_anything(*, body: Any) -> Request[None]:
    """`PUT /anything`

    Returns:
        204: Done.
    """
    return _PUT_ANYTHING.request(body=body)


_PATCH_ANYTHING = API.patch(
    ("/anything",),
    body=Json(Any, media_type="application/merge-patch+json", required=False),
    responses={204: None},
)


def patch_anything(*, body: Any | Unset = UNSET) -> Request[None]:
    """`PATCH /anything`

    Returns:
        204: Done.
    """
    return _PATCH_ANYTHING.request(body=body)


_PUT_PLAIN = API.put(
    ("/plain",),
    body=Json(lambda: models.Item, required=False),
    responses={204: None},
)


def put_plain(*, body: models.Item | None = None) -> Request[None]:
    """`PUT /plain`

    Returns:
        204: Done.
    """
    return _PUT_PLAIN.request(body=body)


class Nulls(Group[ClientT]):
    """Operations of `nulls`."""

    put_nullable = method(put_nullable)
    patch_nullable = method(patch_nullable)
    put_anything = method(put_anything)
    patch_anything = method(patch_anything)
    put_plain = method(put_plain)
