"""What the API sends to callbacks: a function for each payload."""

from __future__ import annotations

from . import models
from ._runtime import Incoming, Json, PayloadParser, Text

_CREATE_STREAM_ON_DATA_REQUEST_BODY_URL_DATA = PayloadParser(
    "the callback onData", Json(lambda: models.CreateStreamOnDataRequestBodyUrlDataBody)
)


def parse_create_stream_on_data_request_body_url_data(
    body: bytes, content_type: str | None = None, *, strict: bool = False
) -> Incoming[models.CreateStreamOnDataRequestBodyUrlDataBody]:
    """New data

    `POST {$request.body#/url}/data`, the callback `onData`

    Expected answers:
        202: Data was received.
        410: Send no more.
    """
    return _CREATE_STREAM_ON_DATA_REQUEST_BODY_URL_DATA.parse(body, content_type, strict=strict)


_CREATE_STREAM_ON_DATA_REQUEST_BODY_URL_END = PayloadParser("the callback onData")


def parse_create_stream_on_data_request_body_url_end(
    body: bytes, content_type: str | None = None, *, strict: bool = False
) -> Incoming[None]:
    """`POST {$request.body#/url}/end`, the callback `onData`

    Expected answers:
        default: Any answer will do.
    """
    return _CREATE_STREAM_ON_DATA_REQUEST_BODY_URL_END.parse(body, content_type, strict=strict)


_CREATE_STREAM_ON_ERROR = PayloadParser("the callback onError", Text())


def parse_create_stream_on_error(
    body: bytes, content_type: str | None = None, *, strict: bool = False
) -> Incoming[str]:
    """`POST {$request.body#/url}/error`, the callback `onError`

    Expected answers:
        200: ok
    """
    return _CREATE_STREAM_ON_ERROR.parse(body, content_type, strict=strict)
