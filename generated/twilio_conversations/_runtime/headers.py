"""What may stand in a header, a cookie or a header name (RFC 9110 §5, RFC 6265 §4.1.1), and request ids."""

from __future__ import annotations

from typing import Final

import httpx2

from .lazy import compiled
from .percent import Unencodable

REQUEST_ID_HEADERS: Final = (
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-correlation-id",
    "cf-ray",
)
"""Headers that carry the server's id of a request, in the order in which they are looked for.

Vendors' own (`Twilio-Request-Id`, `X-GitHub-Request-Id`) are found by their ending `-request-id`."""

_VENDOR_REQUEST_ID = b"-request-id"
_REQUEST_ID_BYTES = tuple(name.encode() for name in REQUEST_ID_HEADERS)
_TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_FIELD_VALUE = r"(?:[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?"
# cookie-octet (RFC 6265 §4.1.1), and the space within a value that OpenAPI 3.2 shows for the style `cookie`.
_COOKIE_OCTETS = r"[\x20\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*"


def check_header_name(name: str) -> str:
    """The name, if it is an RFC 9110 token; else `Unencodable`."""
    if not compiled(_TOKEN).fullmatch(name):
        raise Unencodable("is not a header name (RFC 9110 token)")
    return name


def check_header_value(text: str) -> str:
    """The text, if it may be a header value; else `Unencodable`.

    Visible ASCII, spaces and tabs, neither at an edge: what RFC 9110 §5.5 recommends. So no CR, LF or NUL.
    """
    if compiled(_FIELD_VALUE).fullmatch(text):
        return text
    if text != text.strip(" \t\r\n"):
        raise Unencodable("begins or ends with a space, a tab or a line break, which a header cannot carry")
    if not text.isascii():
        raise Unencodable("holds characters outside ASCII, which a header cannot carry")
    raise Unencodable("holds a control character, which a header cannot carry")


def check_cookie_name(name: str) -> str:
    """The name, if it is a token; else `Unencodable`."""
    if not compiled(_TOKEN).fullmatch(name):
        raise Unencodable("is not a cookie name (RFC 9110 token)")
    return name


def check_cookie_value(text: str) -> str:
    """The text, if it is made of cookie-octets, in double quotes or not; else `Unencodable`.

    So it holds no `;`, `,`, `\\`, no other `"` and no control character, and no space at an edge.
    """
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    octets = text[1:-1] if quoted else text
    if compiled(_COOKIE_OCTETS).fullmatch(octets) and text == text.strip(" "):
        return text
    raise Unencodable("holds a character that a cookie cannot carry")


def request_id(headers: httpx2.Headers) -> str | None:
    """The server's id of the request, from the first of `REQUEST_ID_HEADERS` that is there, or None."""
    fields = {name.lower(): value for name, value in headers.raw}
    for known in _REQUEST_ID_BYTES:
        if known in fields:
            return fields[known].decode("latin-1")
    for name, value in fields.items():
        if name.endswith(_VENDOR_REQUEST_ID):
            return value.decode("latin-1")
    return None
