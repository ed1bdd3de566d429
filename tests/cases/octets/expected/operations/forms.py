"""Request functions of `forms`."""

from __future__ import annotations

from typing import Annotated

from .. import models
from .._api import API
from .._runtime import ClientT, Encoding, Group, Multipart, OneOf, Request, method

_SEND_FORM = API.post(
    ("/forms",),
    body=Multipart(
        lambda: models.SendFormBody,
        encoding={
            "styled": Encoding(style="form", explode=True),
            "joined": Encoding(style="form", explode=False),
            "icon": Encoding(content_type="image/png", is_encoded=True),
            "plain": Encoding(is_encoded=True),
        },
    ),
    responses={204: None},
)


def send_form(*, body: models.SendFormBody) -> Request[None]:
    """`POST /forms`

    Returns:
        204: Done.
    """
    return _SEND_FORM.request(body=body)


_SEND_MAP = API.post(
    ("/maps",),
    body=Multipart(dict[str, bytes]),
    responses={204: None},
)


def send_map(*, body: dict[str, bytes]) -> Request[None]:
    """`POST /maps`

    Returns:
        204: Done.
    """
    return _SEND_MAP.request(body=body)


_SEND_EXTRAS = API.post(
    ("/extras",),
    body=Multipart(lambda: models.SendExtrasBody),
    responses={204: None},
)


def send_extras(*, body: models.SendExtrasBody) -> Request[None]:
    """`POST /extras`

    Returns:
        204: Done.
    """
    return _SEND_EXTRAS.request(body=body)


_SEND_VARIANT = API.post(
    ("/variants",),
    body=Multipart(
        lambda: Annotated[models.SendVariantBodyVariant1 | models.SendVariantBodyVariant2, OneOf()],
        encoding={"picture": Encoding(content_type="image/png"), "scan": Encoding(is_encoded=True)},
    ),
    responses={204: None},
)


def send_variant(*, body: models.SendVariantBodyVariant1 | models.SendVariantBodyVariant2) -> Request[None]:
    """`POST /variants`

    Returns:
        204: Done.
    """
    return _SEND_VARIANT.request(body=body)


_SEND_OPEN = API.post(
    ("/open",),
    body=Multipart(lambda: models.SendOpenBody),
    responses={204: None},
)


def send_open(*, body: models.SendOpenBody) -> Request[None]:
    """`POST /open`

    Returns:
        204: Done.
    """
    return _SEND_OPEN.request(body=body)


_SEND_PICTURES = API.post(
    ("/pictures",),
    body=Multipart(
        lambda: models.SendPicturesBody,
        encoding={
            "picture": Encoding(content_type="image/png, image/jpeg"),
            "only": Encoding(content_type="image/png"),
            "any": Encoding(content_type="image/*"),
            "raw": Encoding(content_type="application/octet-stream"),
            "either": Encoding(content_type="image/png"),
            "details": Encoding(content_type="application/vnd.x+json, application/xml"),
            "wrong": Encoding(content_type="application/xml"),
        },
    ),
    responses={204: None},
)


def send_pictures(*, body: models.SendPicturesBody) -> Request[None]:
    """`POST /pictures`

    Returns:
        204: Done.
    """
    return _SEND_PICTURES.request(body=body)


class Forms(Group[ClientT]):
    """Operations of `forms`."""

    send_form = method(send_form)
    send_map = method(send_map)
    send_extras = method(send_extras)
    send_variant = method(send_variant)
    send_open = method(send_open)
    send_pictures = method(send_pictures)
