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

from .content import Content, Json
from .drift import DecodeFailure, Drift, describe
from .errors import DecodeError, UnexpectedContent, status_error
from .headers import request_id
from .operation import Operation, select
from .percent import Unencodable
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
_BODILESS: Final = frozenset({204, 205, 304})


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

    A success decodes whatever it takes: under a status that the document does not give, as the documented
    success where there is one, else as JSON or bytes; an empty body is None; JSON under another name is JSON.
    Each is drift. Raises `UnexpectedContent` for a media type that the document does not give, `DecodeError`
    for a broken body; `redacted` masks credentials in their messages.
    """
    operation, status = request.operation, http.status_code
    contents = operation.contents_for(status)
    drift: tuple[Drift, ...] = ()
    if contents is None:
        contents = operation.only_success or None
        drift = (Drift("", f"a documented status ({_listed(operation)})", f"status {status}"),)
    media_type = http.headers.get("content-type")
    if not raw:
        value = _empty(contents or ())
        if contents and value is None and status not in _BODILESS and operation.method != "HEAD":
            drift += (Drift("", _names(contents), "an empty body"),)
        return value, drift
    if contents is None:
        value, found = _undocumented(raw, media_type)
        return value, drift + found
    if not contents:
        return None, (
            *drift,
            Drift("", "no body", f"{len(raw)} bytes of {media_type or 'no media type'}"),
        )
    content = select(contents, media_type)
    if content is not None:
        try:
            value, found = content.decode(raw, media_type)
        except (DecodeFailure, Unencodable) as error:
            failure = _undecodable(request, http, raw, content, error, redacted)
        else:
            return value, drift + found
        # Not in the handler: what the error came from may hold the body.
        raise failure
    content = _json_by_another_name(contents, raw)
    if content is not None:
        try:
            value, found = content.decode(raw, media_type)
        except DecodeFailure:
            pass
        else:
            return value, (
                *drift,
                Drift("", _names(contents), f"media type {media_type!r}"),
                *found,
            )
    raise _unexpected(request, http, raw, contents, redacted)


def _empty(contents: tuple[Content, ...]) -> Any:
    """What an empty body is: empty bytes or text where those are documented, else None."""
    for content in contents:
        if content.type is bytes:
            return b""
        if content.type is str and not isinstance(content, Json):
            return ""
    return None


def _json_by_another_name(contents: tuple[Content, ...], raw: bytes) -> Content | None:
    """The documented JSON content, if the body looks like JSON though its media type says otherwise."""
    if raw.lstrip()[:1] not in (b"{", b"["):
        return None
    return next((content for content in contents if isinstance(content, Json)), None)


def _undocumented(raw: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
    if media_type is None or "json" in media_type.lower():
        try:
            return _decode_any(raw, media_type)
        except DecodeFailure:
            pass
    return raw, ()


def _listed(operation: Operation) -> str:
    return ", ".join(map(str, operation.responses)) or "none is documented"


def _names(contents: tuple[Content, ...]) -> str:
    return " or ".join(content.media_type for content in contents)


def _unexpected(
    request: Request[Any],
    http: httpx2.Response,
    raw: bytes,
    contents: tuple[Content, ...],
    redacted: Callable[[str], str],
) -> UnexpectedContent:
    status, found = http.status_code, redacted(http.headers.get("content-type") or "no media type")
    message = f"{status} with {found} instead of {_names(contents)}: {excerpt(raw, redacted)}"
    return UnexpectedContent(message, request=request, status=status, headers=http.headers, raw=raw, redacted=redacted)


def _undecodable(
    request: Request[Any],
    http: httpx2.Response,
    raw: bytes,
    content: Content,
    reason: Exception,
    redacted: Callable[[str], str],
) -> DecodeError:
    message = f"{http.status_code}: the body is not valid {content.media_type}: {reason}: {len(raw):,} bytes"
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
    content = select(contents, media_type) or _json_by_another_name(contents, raw)
    for attempt in (content.decode if content else None, _decode_any):
        if attempt is None:
            continue
        try:
            return attempt(raw, media_type)
        except (DecodeFailure, Unencodable):
            continue
    return raw.decode("utf-8", "replace"), ()


def _decode_any(raw: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
    from .codec import codec_for  # with all that decoding needs, at its first use

    return codec_for(Any).decode(raw)


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
    try:
        plain = msgspec.json.decode(raw[:_LOOKED_AT])
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
