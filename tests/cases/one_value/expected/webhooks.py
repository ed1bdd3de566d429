"""What the API sends to webhooks: a function for each payload."""

from __future__ import annotations

from . import models
from ._runtime import Incoming, Json, Parsers, PayloadParser

_CHANGED = PayloadParser("the webhook changed", Json(lambda: models.Shape))


def parse_changed(body: bytes, content_type: str | None = None, *, strict: bool = False) -> Incoming[models.Shape]:
    """`POST` of the webhook `changed`

    Expected answers:
        200: Thanks
    """
    return _CHANGED.parse(body, content_type, strict=strict)


PARSERS = Parsers(
    __name__,
    {"changed": "parse_changed"},
)
"""The functions above by the names of their webhooks: `PARSERS[name](body)`."""

parse_any = PARSERS.parse
"""The payload of a webhook by its name: `parse_any(name, body)`."""
