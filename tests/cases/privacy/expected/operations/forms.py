"""Request functions of `forms`."""

from __future__ import annotations

from .. import models
from .._api import API, LOGIN, TOKEN
from .._runtime import ClientT, Form, Group, Json, JsonLines, Multipart, Request, method

_SEND_FORM = API.post(
    ("/forms",),
    body=Form(lambda: models.SendFormBody, required=False),
    responses={204: None},
    security=((TOKEN,), (LOGIN,)),
)


def send_form(*, body: models.SendFormBody | None = None) -> Request[None]:
    """`POST /forms`

    Returns:
        204: Done.
    """
    return _SEND_FORM.request(body=body)


_SEND_PARTS = API.post(
    ("/parts",),
    body=Multipart(lambda: models.SendPartsBody, required=False),
    responses={204: None},
    security=((TOKEN,), (LOGIN,)),
)


def send_parts(*, body: models.SendPartsBody | None = None) -> Request[None]:
    """`POST /parts`

    Returns:
        204: Done.
    """
    return _SEND_PARTS.request(body=body)


_PUT_ACCOUNT = API.put(
    ("/accounts",),
    body=Json(lambda: models.Account, required=False),
    responses={204: None},
    security=((TOKEN,), (LOGIN,)),
)


def put_account(*, body: models.Account | None = None) -> Request[None]:
    """`PUT /accounts`

    Returns:
        204: Done.
    """
    return _PUT_ACCOUNT.request(body=body)


_LIST_LINES = API.get(
    ("/lines",),
    responses={200: JsonLines(lambda: models.Card, media_type="application/x-ndjson")},
    security=((TOKEN,), (LOGIN,)),
)


def list_lines() -> Request[list[models.Card]]:
    """`GET /lines`

    Returns:
        200: Lines.
    """
    return _LIST_LINES.request()


class Forms(Group[ClientT]):
    """Operations of `forms`."""

    send_form = method(send_form)
    send_parts = method(send_parts)
    put_account = method(put_account)
    list_lines = method(list_lines)
