"""A body as it came, and what its own media type makes of it (RFC 9110 §8.3)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from . import media_types
from .drift import DecodeFailure, Drift
from .lazy import loading
from .percent import Unencodable

if TYPE_CHECKING:
    from .codec import Codec

T = TypeVar("T")

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_TEXTUAL: Final = frozenset(
    f"application/{name}"
    for name in "xml yaml x-yaml javascript x-javascript ecmascript graphql toml sql jsonl x-ndjson x-jsonlines "
    "json-lines json-seq x-www-form-urlencoded".split()
)
"""Media types that are text, although they are called `application`."""


class Received:
    """A body that came: `raw`, and `media_type`, the `Content-Type` that came with it (None: none did)."""

    def __init__(self, raw: bytes, media_type: str | None) -> None:
        self.raw = raw
        self.media_type = media_type
        self.parsed = media_types.parse(media_type) if media_type else None

    @property
    def is_json(self) -> bool:
        """Whether its media type is one of JSON."""
        return self.parsed is not None and self.parsed.is_json

    @property
    def is_html(self) -> bool:
        """Whether its media type is that of an HTML page."""
        return self.parsed is not None and self.parsed.essence in _HTML

    @property
    def is_markup(self) -> bool:
        """Whether it begins as HTML and XML do."""
        return self._start == b"<"

    @property
    def is_blank(self) -> bool:
        """Whether it is white space alone."""
        return not self._start

    @property
    def looks_like_json(self) -> bool:
        """Whether it begins as an object or an array in JSON does."""
        return self._start in (b"{", b"[")

    @cached_property
    def _start(self) -> bytes:
        with loading():
            from .decoding import BYTE_ORDER_MARK  # at its first use

        return self.raw.removeprefix(BYTE_ORDER_MARK).lstrip()[:1]

    @cached_property
    def text(self) -> str | None:
        """Its text, where its media type is one of text, or where there is none and it is text in UTF-8."""
        parsed = self.parsed
        if parsed is not None and not (
            parsed.type == "text"
            or parsed.is_json
            or parsed.is_xml
            or parsed.essence in _TEXTUAL
            or parsed.charset is not None
        ):
            return None
        return self.as_text()

    def as_text(self) -> str | None:
        """It as text, whatever its media type is; None where it is not text in its charset."""
        try:
            text = text_of(self.raw, self.media_type)
        except Unencodable:
            return None
        return None if "\0" in text else text

    def as_it_came(self) -> tuple[Any, tuple[Drift, ...]]:
        """What it is where nothing else is documented: JSON decoded, text, else bytes."""
        broken: tuple[Drift, ...] = ()
        if self.is_json or (self.parsed is None and self.looks_like_json):
            with loading():
                from .codec import codec_for  # with all that decoding needs, at its first use

            try:
                return decoded_json(codec_for(Any), self.raw, self.media_type)
            except (DecodeFailure, Unencodable) as failure:
                broken = (Drift("", "JSON", str(failure)),) if self.is_json else ()
        return self.raw if self.text is None else self.text, broken


def decoded_json(codec: Codec[T], body: bytes, media_type: str | None) -> tuple[T, tuple[Drift, ...]]:
    """The value of a JSON text, and its drift. Raises `DecodeFailure` or `Unencodable`.

    JSON is UTF-8 (RFC 8259 §8.1); where it is not, some servers say at least what it is.
    """
    try:
        return codec.decode(body)
    except DecodeFailure:
        charset = charset_of(media_type)
        if charset is None or charset.lower() in ("utf-8", "utf8"):
            raise
    return codec.decode(text_of(body, media_type).encode())


def text_of(body: bytes, media_type: str | None) -> str:
    """The text of a body, in the charset of its media type, else UTF-8. Raises `Unencodable`."""
    charset = charset_of(media_type) or "utf-8"
    try:
        with loading():  # Python imports a charset at its first use
            return body.decode(charset)
    except UnicodeDecodeError:
        raise Unencodable(f"is not valid {charset[:40]}") from None
    except (LookupError, ValueError):  # what some codecs of Python raise that are not charsets
        raise Unencodable(f"is in the unknown charset {charset[:40]!r}") from None


def charset_of(media_type: str | None) -> str | None:
    """The `charset` parameter of a media type, if it has one."""
    parsed = media_types.parse(media_type) if media_type else None
    return None if parsed is None else parsed.charset
