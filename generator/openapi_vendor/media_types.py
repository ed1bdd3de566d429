"""What a media type (RFC 9110 section 8.3, RFC 6838) means for a body: how it is read and written."""

from __future__ import annotations

import enum

from openapi_vendor.text import Text


class MediaKind(enum.Enum):
    """The families of bodies that differ in how they are encoded."""

    JSON = "json"
    JSON_LINES = "json-lines"
    JSON_SEQUENCE = "json-sequence"
    EVENT_STREAM = "event-stream"
    FORM = "form"
    MULTIPART = "multipart"
    XML = "xml"
    TEXT = "text"
    BYTES = "bytes"


_EXACT = {
    "application/json": MediaKind.JSON,
    "text/json": MediaKind.JSON,
    "application/x-www-form-urlencoded": MediaKind.FORM,
    "text/event-stream": MediaKind.EVENT_STREAM,
    "application/jsonl": MediaKind.JSON_LINES,
    "application/x-ndjson": MediaKind.JSON_LINES,
    "application/json-lines": MediaKind.JSON_LINES,
    "application/json-seq": MediaKind.JSON_SEQUENCE,
    "application/xml": MediaKind.XML,
    "text/xml": MediaKind.XML,
    "application/yaml": MediaKind.TEXT,
    "application/x-yaml": MediaKind.TEXT,
    "application/javascript": MediaKind.TEXT,
    "*/*": MediaKind.BYTES,
}


def essence(media_type: Text) -> str:
    """`type/subtype` in lower case, without parameters; never to be written anywhere, only compared."""
    return media_type.raw.partition(";")[0].strip().lower()


def is_range(media_type: Text) -> bool:
    """Whether it is a range of media types (`image/*`), of which nothing can be sent as it stands."""
    return "*" in essence(media_type)


def media_kind(media_type: Text) -> MediaKind:
    """The family of a media type; whatever is not known is bytes."""
    name = essence(media_type)
    if name in _EXACT:
        return _EXACT[name]
    if name.endswith("+json"):
        return MediaKind.JSON
    if name.endswith("+json-seq"):
        return MediaKind.JSON_SEQUENCE
    if name.endswith("+xml"):
        return MediaKind.XML
    if name.startswith("multipart/"):
        return MediaKind.MULTIPART
    return MediaKind.TEXT if name.startswith("text/") else MediaKind.BYTES
