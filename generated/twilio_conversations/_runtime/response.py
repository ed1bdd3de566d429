"""`Response`, and how an answer becomes one: by status, then by media type (OpenAPI "Responses Object")."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cached_property
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final, Generic, NoReturn, TypeVar

import httpx2
import msgspec

from .body_reading import BrokenBody, StrayPage, expected, read_body
from .content import Bytes, Content, Json
from .drift import Drift, describe
from .errors import DecodeError, ResponseError, UnexpectedContent, status_error
from .headers import request_id
from .lazy import loading
from .operation import Operation
from .received import Received
from .receiving import is_bodiless
from .request import Request
from .response_headers import decoded_headers

T_co = TypeVar("T_co", covariant=True)

_EXCERPT: Final = 200
_LOOKED_AT: Final = 65_536
_MESSAGE_KEYS: Final = (
    "message",
    "msg",
    "detail",
    "title",
    "error_description",
    "error",
    "errors",
    "description",
)


class Response(Generic[T_co]):
    """A success.

    `status`, `headers`, `body` (decoded), `drift` (how the response differs from the document, empty if it
    does not), `elapsed` (from the call to the last byte), `request`, and `http`: httpx2's own response, read.
    """

    def __init__(
        self,
        *,
        request: Request[T_co],
        http: httpx2.Response,
        body: T_co,
        drift: tuple[Drift, ...],
        elapsed: timedelta,
    ) -> None:
        self.request = request
        self.http = http
        self.body = body
        self.drift = drift
        self.elapsed = elapsed

    @property
    def status(self) -> int:
        """The status code."""
        return self.http.status_code

    @property
    def headers(self) -> httpx2.Headers:
        """The headers as received: a case-insensitive mapping, with `get_list` for repeated ones."""
        return self.http.headers

    @property
    def content(self) -> bytes:
        """The body as received, after decompression."""
        return self.http.content

    @property
    def request_id(self) -> str | None:
        """The server's id of the request (see `headers.REQUEST_ID_HEADERS`)."""
        return request_id(self.http.headers)

    @cached_property
    def header_values(self) -> Mapping[str, Any]:
        """The documented headers that came, in their documented types, under their documented names.

        One whose text does not fit its type is there as text.
        """
        documented = self.request.operation.headers_for(self.status)
        return MappingProxyType(decoded_headers(documented, self.http.headers))

    def __repr__(self) -> str:
        return f"<Response {self.status} {self.request.operation.label}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Response cannot be pickled, because the request in it holds credentials; pickle its body")


# --- successes --------------------------------------------------------------------------------------


def decode_success(
    request: Request[Any], http: httpx2.Response, raw: bytes, *, redacted: Callable[[str], str] = str
) -> tuple[Any, tuple[Drift, ...]]:
    """The body of a success and its drift.

    A success decodes whatever it takes: under a status that the document does not give, as the documented success
    where there is one; under another media type as the documented type if that can be made of it, else as it came.
    Each is drift. An empty body is None, and so is that of HEAD, 204 and 205, which have none (RFC 9110 §9.3.2, §15.3);
    where no body is documented, it is what its media type says. Raises `UnexpectedContent` for HTML that is not
    documented, `DecodeError` for a broken body; `redacted` masks credentials in their messages.
    """
    operation, status = request.operation, http.status_code
    if operation.method == "HEAD":
        return None, ()
    contents = operation.contents_of_success(status)
    has_none = is_bodiless(operation.method, status)
    drift: tuple[Drift, ...] = ()
    if operation.contents_for(status) is None:
        drift = (Drift("", f"a documented status ({_listed(operation)})", f"status {status}"),)
    media_type = http.headers.get("content-type")
    if not raw:
        value = _empty(contents)
        if contents and value is None and not has_none:
            drift += (Drift("", expected(contents), "an empty body"),)
        return value, drift
    if not contents and status >= 300:
        return None, drift  # beside a redirect stands at most a note for people (RFC 9110 §15.4)
    if not contents and has_none:
        return None, (*drift, Drift("", "no body", f"{len(raw)} bytes of {media_type or 'no media type'}"))
    failure: ResponseError
    try:
        value, found = read_body(contents, raw, media_type)
    except StrayPage:
        failure = _unexpected(request, http, raw, contents, redacted)
    except BrokenBody as error:
        failure = _undecodable(request, http, raw, error, redacted)
    else:
        return value, drift + found
    # Not in the handler: what the error came from may hold the body.
    raise failure


def _empty(contents: tuple[Content, ...]) -> Any:
    """What an empty body is: empty bytes or text where those are documented, else None."""
    for content in contents:
        if content.type is bytes:
            return b""
        if content.type is str and not isinstance(content, Json):
            return ""
    return None


def _listed(operation: Operation) -> str:
    return ", ".join(map(str, operation.responses)) or "none is documented"


def _unexpected(
    request: Request[Any],
    http: httpx2.Response,
    raw: bytes,
    contents: tuple[Content, ...],
    redacted: Callable[[str], str],
) -> UnexpectedContent:
    instead = f" instead of {expected(contents)}" if contents else ""
    message = f"{http.status_code} with {redacted(http.headers['content-type'])}{instead}: {excerpt(raw, redacted)}"
    return UnexpectedContent(
        message, request=request, status=http.status_code, headers=http.headers, raw=raw, redacted=redacted
    )


def _undecodable(
    request: Request[Any], http: httpx2.Response, raw: bytes, reason: BrokenBody, redacted: Callable[[str], str]
) -> DecodeError:
    message = f"{http.status_code}: {reason}: {len(raw):,} bytes"
    return DecodeError(
        message, request=request, status=http.status_code, headers=http.headers, raw=raw, redacted=redacted
    )


# --- errors -----------------------------------------------------------------------------------------


def decode_error(request: Request[Any], http: httpx2.Response, raw: bytes) -> tuple[Any, tuple[Drift, ...]]:
    """The body of an error and its drift: by the documented model, else as JSON, else as text, else None.

    Never raises: what the status says matters more than a body that is broken too.
    """
    contents = request.operation.contents_for(http.status_code) or ()
    media_type = http.headers.get("content-type")
    if not raw:
        return None, ()
    try:
        value, drift = read_body(contents, raw, media_type)
    except (StrayPage, BrokenBody):
        value, drift = Received(raw, media_type).as_it_came()
    if isinstance(value, bytes) and not any(isinstance(content, Bytes) for content in contents):
        value = raw.decode("utf-8", "replace")
    return value, drift


def raise_for_status(
    request: Request[Any],
    http: httpx2.Response,
    raw: bytes,
    hint: str = "",
    *,
    redacted: Callable[[str], str] = str,
) -> NoReturn:
    """Raise the error of a status that is no success. `hint` ends the message; `redacted` masks credentials."""
    status = http.status_code
    body, drift = decode_error(request, http, raw)
    message = f"{status} {_phrase(http)}"
    said = _message(raw, redacted)
    if said:
        message += f": {said}"
    raise status_error(status)(
        message + hint,
        request=request,
        status=status,
        headers=http.headers,
        raw=raw,
        body=body,
        drift=drift,
        redacted=redacted,
    )


def _phrase(http: httpx2.Response) -> str:
    try:
        return HTTPStatus(http.status_code).phrase
    except ValueError:
        return "with an unregistered status"


def _message(raw: bytes, redacted: Callable[[str], str]) -> str:
    """What an error body says for people: its usual members, or the beginning of a text. No other value is quoted."""
    with loading():
        from .decoding import BYTE_ORDER_MARK  # at its first use

    try:
        plain = msgspec.json.decode(raw.removeprefix(BYTE_ORDER_MARK)[:_LOOKED_AT])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return excerpt(raw, redacted)
    if not plain:
        return excerpt(raw, redacted)
    whole = plain
    for _ in range(3):
        if isinstance(plain, list) and plain:
            plain = plain[0]
        if not isinstance(plain, dict):
            break
        plain = next((plain[key] for key in _MESSAGE_KEYS if plain.get(key)), None)
    return one_line(redacted(plain)[: 4 * _EXCERPT]) if isinstance(plain, str) else redacted(_kind(whole))


def _kind(plain: Any) -> str:
    """An answer without a message, in words: its members by name, of anything else its type and length."""
    found = describe(plain)
    return found if isinstance(plain, dict) else found.kind


# --- text for messages ------------------------------------------------------------------------------


def excerpt(raw: bytes, redacted: Callable[[str], str]) -> str:
    """The beginning of a body in one line, at most 200 characters.

    `redacted` masks credentials before anything is cut off: the half of one is not known for what it is.
    """
    return one_line(redacted(raw[:_LOOKED_AT].decode("utf-8", "replace"))[: 4 * _EXCERPT])


def one_line(text: str) -> str:
    """Text from outside as it may stand in a message: one line of at most 200 printable characters."""
    text = re.sub(r"\s+", " ", text).strip()
    text = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[: _EXCERPT + 1]
    )
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
