"""What bodies are made of: one record per media type of the document, which knows both directions.

A content record turns a value into a `Payload` (a request's body) and bytes into a value (a response's body).
The codec of its type is made at first use, so that importing a package costs nothing per model.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from . import media_types
from .drift import DecodeFailure, Drift, Problem
from .files import GIVEN, File, as_file, octets_of
from .lazy import loading
from .percent import Unencodable
from .received import Received, charset_of, decoded_json, text_of
from .sources import Source, pieces_source
from .wire import to_text

if TYPE_CHECKING:
    from .codec import Codec

TypeSource = Any
"""A type in any annotation form, or a function without parameters that returns one."""


class Part(msgspec.Struct, frozen=True):
    """One part of a multipart body. `headers` are those beside its disposition and media type."""

    name: str
    content: bytes | Source
    filename: str | None = None
    media_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"<Part {self.name!r}>"


class Payload(msgspec.Struct, frozen=True):
    """A request's body, ready to be sent: bytes, or where to read it from.

    Of a multipart body `parts` says what it is made of.
    """

    media_type: str
    content: bytes = b""
    parts: tuple[Part, ...] = ()
    source: Source | None = None

    def __repr__(self) -> str:
        return f"<Payload {self.media_type}>"

    @property
    def is_repeatable(self) -> bool:
        """Whether the body can be sent more than once."""
        return self.source is None or self.source.is_repeatable


class Content:
    """One media type of a request or response body (OpenAPI "Media Type Object")."""

    def __init__(self, type_: TypeSource, media_type: str, required: bool = True) -> None:
        self.type = type_
        self.media_type = media_type
        self.required = required

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.media_type!r})"

    @cached_property
    def codec(self) -> Codec[Any]:
        with loading():
            from .codec import codec_for  # with all that decoding needs, at its first use

        return codec_for(self.type)

    @property
    def takes_null(self) -> bool:
        """Whether None is a body, and not the absence of one."""
        return False

    def prepare(self, value: Any) -> tuple[Payload | None, tuple[Problem, ...]]:
        """The body for a value, or None and why the value must not be sent as this content.

        Raises `Unencodable` or `EncodeFailure` for a value that fits its type and still cannot be written.
        """
        _, problems = self.codec.prepare(value, carries_octets=False)
        return (None, problems) if problems else (self._payload(value), ())

    def unchecked(self, value: Any) -> Payload:
        """The body for a value, whatever the document says. Raises `Unencodable` or `EncodeFailure`."""
        return self._payload(value)

    def _payload(self, value: Any) -> Payload:
        raise NotImplementedError

    def decode(self, body: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
        """The value of a response's body, and its drift. Raises `DecodeFailure` or `Unencodable`."""
        raise NotImplementedError

    def decode_other(self, body: Received) -> tuple[Any, tuple[Drift, ...]] | None:
        """The same, of a body under another media type than this one; None where it is nothing of that kind."""
        return attempted(lambda: decoded_json(self.codec, body.raw, body.media_type)) if body.is_json else None


def attempted(decode: Callable[[], tuple[Any, tuple[Drift, ...]]]) -> tuple[Any, tuple[Drift, ...]] | None:
    """What `decode` gives; None where it cannot be decoded."""
    try:
        return decode()
    except (DecodeFailure, Unencodable):
        return None


class Json(Content):
    """`application/json`, or any type with the suffix `+json`."""

    def __init__(self, type: TypeSource, *, media_type: str = "application/json", required: bool = True) -> None:
        super().__init__(type, media_type, required)

    @property
    def takes_null(self) -> bool:
        return self.codec.fits(None)

    def prepare(self, value: Any) -> tuple[Payload | None, tuple[Problem, ...]]:
        body, problems = self.codec.prepare(value, carries_octets=False)
        return (None, problems) if problems else (Payload(self.media_type, body), ())

    def _payload(self, value: Any) -> Payload:
        return Payload(self.media_type, self.codec.encode(value, careful=True))

    def decode(self, body: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
        return decoded_json(self.codec, body, media_type)

    def decode_other(self, body: Received) -> tuple[Any, tuple[Drift, ...]] | None:
        made = attempted(lambda: self.decode(body.raw, body.media_type)) if body.looks_like_json else None
        text = body.text
        if text is not None and (made is None or made[1]):
            # A text, a number or a date need not be written as JSON has it.
            read = attempted(lambda: self.codec.convert_text(text))
            if read is not None and not read[1]:
                return read
        return made


class Text(Content):
    """A textual body as `str`, or as what its type makes of the text (a number, a date, an enum)."""

    def __init__(self, media_type: str = "text/plain", *, type: TypeSource = str, required: bool = True) -> None:
        super().__init__(type, media_type, required)

    def _payload(self, value: Any) -> Payload:
        text = to_text(self.codec.to_builtins(value))
        parsed = media_types.parse(self.media_type)
        charset = parsed.charset if parsed else None
        media_type = self.media_type if charset else f"{self.media_type}; charset=utf-8"
        try:
            return Payload(media_type, text.encode(charset or "utf-8"))
        except (UnicodeEncodeError, LookupError):
            raise Unencodable(f"cannot be written as {charset or 'utf-8'}") from None

    def decode(self, body: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
        try:
            text = text_of(body, media_type)
        except Unencodable:
            charset = charset_of(media_type) or "utf-8"
            return body, (Drift("", f"text in {charset[:40]}", f"{len(body)} bytes of something else"),)
        if self.type is str:
            return text, ()
        value, drift = self.codec.convert_text(text)
        if drift and text != (inner := text.strip()):
            other, found = self.codec.convert_text(inner)
            if not found and not isinstance(other, str):  # what a line break stands behind is no less a number
                return other, ()
        return value, drift

    def decode_other(self, body: Received) -> tuple[Any, tuple[Drift, ...]] | None:
        made = super().decode_other(body)
        if made is not None and not made[1]:
            return made
        return None if body.as_text() is None else attempted(lambda: self.decode(body.raw, body.media_type))


class Bytes(Content):
    """Any other body, as it is: `bytes`; a request takes files and pieces too (see `sources.Binary`).

    `base64`: the body is text in base64, its value still `bytes` (`format: byte`).
    """

    def __init__(
        self, media_type: str = "application/octet-stream", *, base64: bool = False, required: bool = True
    ) -> None:
        super().__init__(bytes, media_type, required)
        self.base64 = base64

    def prepare(self, value: Any) -> tuple[Payload | None, tuple[Problem, ...]]:
        file = as_file(value)
        if file is not None:
            return self._of_file(file), ()
        source = None if self.base64 else pieces_source(value)
        if source is None:
            return None, (Problem("", GIVEN, type(value).__name__),)
        return Payload(File(b"").sent_as(self.media_type), source=source), ()

    def _of_file(self, file: File) -> Payload:
        if self.base64:
            return Payload(self.media_type, b64encode(octets_of(file)))
        media_type = file.sent_as(self.media_type)
        return Payload(media_type, bytes(file)) if file.source is None else Payload(media_type, source=file.source)

    def unchecked(self, value: Any) -> Payload:
        payload, problems = self.prepare(value)
        if payload is None:
            raise Unencodable("; ".join(map(str, problems)))
        return payload

    def decode(self, body: bytes, media_type: str | None) -> tuple[bytes, tuple[Drift, ...]]:
        if not self.base64:
            return body, ()
        try:
            return b64decode(b"".join(body.split()), validate=True), ()
        except ValueError:
            return body, (Drift("", "bytes in base64", f"{len(body)} bytes"),)

    def decode_other(self, body: Received) -> tuple[bytes, tuple[Drift, ...]]:
        return self.decode(body.raw, None)


class NoContent(Content):
    """A response without a body. The same as None in `responses`."""

    def __init__(self) -> None:
        super().__init__(None, "", required=False)

    def decode(self, body: bytes, media_type: str | None) -> tuple[None, tuple[Drift, ...]]:
        return None, ()
