"""What the API sends to webhooks: a function for each payload."""

from __future__ import annotations

from typing import Annotated

from . import models
from ._runtime import Bytes, Discriminator, Form, Incoming, Json, Parsers, PayloadParser, Text, deprecated

_ORDER_CREATED = PayloadParser("the webhook order.created", Json(lambda: models.Order))


def parse_order_created(
    body: bytes, content_type: str | None = None, *, strict: bool = False
) -> Incoming[models.Order]:
    """An order was placed

    `POST` of the webhook `order.created` (see https://shop.example.com/docs/created)

    Sent once, when the order is paid.

    Args:
        body: The order as it is now.

    Also sent:
        `header X-Signature`: HMAC of the body.

    Expected answers:
        200: It need not be sent again.
        5XX: It is sent again.
    """
    return _ORDER_CREATED.parse(body, content_type, strict=strict)


_ORDER_CHANGED_PUT = PayloadParser(
    "the webhook order.changed", (Json(lambda: models.Order), Form(lambda: models.Change), Text())
)


@deprecated("parse_order_changed_put is deprecated")
def parse_order_changed_put(
    body: bytes, content_type: str | None = None, *, strict: bool = False
) -> Incoming[models.Order | models.Change | str]:
    """`PUT` of the webhook `order.changed`

    Deprecated.

    Expected answers:
        200: ok
    """
    return _ORDER_CHANGED_PUT.parse(body, content_type, strict=strict)


_ORDER_CHANGED_DELETE = PayloadParser("the webhook order.changed")


def parse_order_changed_delete(body: bytes, content_type: str | None = None, *, strict: bool = False) -> Incoming[None]:
    """`DELETE` of the webhook `order.changed`

    Expected answers:
        200: ok
    """
    return _ORDER_CHANGED_DELETE.parse(body, content_type, strict=strict)


_EVENT = PayloadParser(
    "the webhook event",
    Json(
        lambda: Annotated[models.Order | models.Refund, Discriminator("kind", {"order": "Order", "refund": "Refund"})]
    ),
)


def parse_event(
    body: bytes, content_type: str | None = None, *, strict: bool = False
) -> Incoming[models.Order | models.Refund]:
    """`POST` of the webhook `event`

    Expected answers:
        200: ok
    """
    return _EVENT.parse(body, content_type, strict=strict)


_EXPORT_READY = PayloadParser("the webhook export ready", Bytes("multipart/form-data"))


def parse_export_ready(body: bytes, content_type: str | None = None, *, strict: bool = False) -> Incoming[bytes]:
    """`POST` of the webhook `export ready`

    Expected answers:
        200: ok
    """
    return _EXPORT_READY.parse(body, content_type, strict=strict)


_ANY_POST = PayloadParser("the webhook any", Text("text/csv"))


def parse_any_post(body: bytes, content_type: str | None = None, *, strict: bool = False) -> Incoming[str]:
    """`POST` of the webhook `any`

    Expected answers:
        200: ok
    """
    return _ANY_POST.parse(body, content_type, strict=strict)


PARSERS = Parsers(
    __name__,
    {
        "order.created": "parse_order_created",
        "order.changed PUT": "parse_order_changed_put",
        "order.changed DELETE": "parse_order_changed_delete",
        "event": "parse_event",
        "export ready": "parse_export_ready",
        "any": "parse_any_post",
    },
)
"""The functions above by the names of their webhooks: `PARSERS[name](body)`."""

parse_any = PARSERS.parse
"""The payload of a webhook by its name: `parse_any(name, body)`."""
