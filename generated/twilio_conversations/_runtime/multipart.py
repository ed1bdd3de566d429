"""`multipart/form-data` (RFC 7578, OpenAPI "Encoding Object"): its parts, and how they are written.

Bodies with files that stay on disk are written while they are sent; all others are bytes.
"""

from __future__ import annotations

import copy
import os
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from .bodies import Encoding, Fields, as_text, items_of
from .content import Part, Payload, TypeSource
from .drift import Problem
from .errors import InvalidArgument
from .files import File
from .headers import check_header_value
from .media_choice import PartHeaders
from .media_types import best_match, parse
from .percent import Unencodable
from .sources import Source
from .wire import json_text, to_text

MULTIPART: Final = "multipart/form-data"
JSON: Final = "application/json"

_HOLDS_JSON: Final = frozenset({"text/plain", "application/octet-stream", "application/yaml", "application/x-yaml"})
_OCTETS: Final = frozenset({"image", "audio", "video", "font"})

_PLAIN: Final = Encoding()
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


class MultipartSource(Source):
    """Parts that are written while they are sent."""

    def __init__(self, parts: Sequence[Part], boundary: str) -> None:
        self._parts = parts
        self._boundary = boundary
        sources = [part.content for part in parts if isinstance(part.content, Source)]
        self.is_repeatable = all(source.is_repeatable for source in sources)
        if all(source.length is not None for source in sources):
            self.length = sum(source.length or 0 for source in sources)
            self.length += sum(len(piece) for piece in self._pieces() if isinstance(piece, bytes))

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces():
            if isinstance(piece, bytes):
                yield piece
            else:
                yield from piece

    def _pieces(self) -> Iterator[bytes | Source]:
        for part in self._parts:
            yield b"--%b\r\n%b\r\n" % (self._boundary.encode(), _head(part))
            yield part.content
            yield b"\r\n"
        yield b"--%b--\r\n" % self._boundary.encode()


class Multipart(Fields):
    """`multipart/form-data` (RFC 7578): one part per property, and one per item of an array.

    Octets are sent as a file (give a `File` for its name and media type), bytes that the document wants in base64 as
    that, strings, numbers and booleans as text, objects as JSON. `encoding` may give other content types per property,
    and headers.
    """

    def __init__(
        self,
        type: TypeSource,
        *,
        media_type: str = MULTIPART,
        required: bool = True,
        encoding: Mapping[str, Encoding] | None = None,
    ) -> None:
        super().__init__(type, media_type, required, encoding)
        self.headers: PartHeaders = {}

    def with_headers(self, headers: PartHeaders) -> Multipart:
        """The same, with headers for its parts. Raises `Unencodable` for one that is not documented."""
        for name, given in headers.items():
            known = {header.name.lower() for header in self.encoding.get(name, _PLAIN).headers}
            for other in given:
                if other.lower() not in known:
                    raise Unencodable(f"has no header {other[:60]!r} for its part {name[:60]!r}")
        made = copy.copy(self)
        made.headers = headers
        return made

    def prepare(self, value: Any) -> tuple[Payload | None, tuple[Problem, ...]]:
        plain, problems = self.codec.parts(value)
        return (None, problems) if problems else (self._written(plain), ())

    def unchecked(self, value: Any) -> Payload:
        plain, problems = self.codec.parts(value)
        if plain is None:
            raise Unencodable("; ".join(map(str, problems)))
        return self._written(plain)

    def _written(self, plain: Any) -> Payload:
        parts = tuple(self._parts(plain))
        boundary = os.urandom(16).hex()
        source = MultipartSource(parts, boundary)
        media_type = f"{self.media_type}; boundary={boundary}"
        if any(isinstance(part.content, Source) for part in parts):
            return Payload(media_type, parts=parts, source=source)
        return Payload(media_type, b"".join(source), parts)

    def _parts(self, plain: Any) -> Iterator[Part]:
        for name, member, how in self._properties(plain):
            headers = self._headers(name, how)
            if how.is_styled:
                found = list(_styled_parts(name, member, how))
            else:
                found = [_part(name, item, how) for item in items_of(member)]
            names = {header.lower() for header, _ in headers}
            for part in found:
                own = (header for header in part.headers if header[0].lower() not in names)
                yield msgspec.structs.replace(part, headers=(*own, *headers)) if headers else part

    def _headers(self, name: str, how: Encoding) -> tuple[tuple[str, str], ...]:
        given = {key.lower(): value for key, value in self.headers.get(name, {}).items()}
        found = []
        for header in how.headers:
            try:
                text = header.encode(given.get(header.name.lower()), f"part {name!r}")
            except InvalidArgument as error:
                raise Unencodable(f"cannot be sent: {error}") from None
            if text is not None:
                found.append((header.name, text))
        return tuple(found)


def _part(name: str, item: Any, how: Encoding) -> Part:
    """The part of one value: a file, base64, text or JSON."""
    offered = how.content_type or ""
    if isinstance(item, File):
        return Part(name, item.source or bytes(item), item.name or name, item.sent_as(offered))
    if isinstance(item, bytes):
        transfer = (("Content-Transfer-Encoding", "base64"),) if how.is_encoded else ()
        return Part(name, b64encode(item), None, _stated(offered), transfer)
    if not isinstance(item, (Mapping, list, tuple)):
        return Part(name, as_text(item, offered).encode(), None, None if _is_of_octets(offered) else _stated(offered))
    return Part(name, json_text(item).encode(), None, _of_json(name, offered))


def _stated(offered: str) -> str | None:
    """The media type of a text: none where the document gives no single one, of which any would do."""
    return check_header_value(offered) if offered and not {",", "*"} & set(offered) else None


def _is_of_octets(offered: str) -> bool:
    """Whether no text is of this media type: beside octets (`oneOf`), a part that holds a text is another thing."""
    parsed = parse(offered)
    return parsed is not None and parsed.type in _OCTETS and not (parsed.is_xml or parsed.is_json)


def _of_json(name: str, offered: str) -> str:
    """The media type of a part in JSON: one that is documented and may be said of it. Raises `Unencodable`."""
    if not offered:
        return JSON
    for each in map(str.strip, offered.split(",")):
        parsed = parse(each)
        if "*" not in each and parsed is not None and (parsed.is_json or parsed.essence in _HOLDS_JSON):
            return check_header_value(each)
    if best_match([each.strip() for each in offered.split(",")], JSON) is not None:
        return JSON
    raise Unencodable(f"has a part {name[:60]!r} that is documented as {offered}, in which no object can be written")


def _styled_parts(name: str, member: Any, how: Encoding) -> Iterator[Part]:
    """Names and values of a style, without any percent-encoding (OpenAPI 3.2, Appendix C). Octets are not styled."""
    style = how.style or "form"
    explode = how.explode if how.explode is not None else style == "form"
    plain = Encoding(content_type=how.content_type, is_encoded=how.is_encoded)
    if explode and isinstance(member, Mapping):
        for key, item in member.items():
            if item is not None:
                yield Part(f"{name}[{key}]" if style == "deepObject" else key, to_text(item).encode())
    elif any(isinstance(item, bytes) for item in items_of(member)) or (explode and isinstance(member, (list, tuple))):
        for item in items_of(member):
            yield _part(name, item, plain) if isinstance(item, bytes) else Part(name, to_text(item).encode())
    else:
        delimiter = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
        flat = [x for pair in member.items() for x in pair] if isinstance(member, Mapping) else items_of(member)
        yield Part(name, delimiter.join(to_text(item) for item in flat).encode())


def _head(part: Part) -> bytes:
    """The header fields of a part, each with its line break (RFC 7578 §4, names in UTF-8 as in §5.1)."""
    disposition = f"form-data; name={_quoted(part.name)}"
    if part.filename is not None:
        disposition += f"; filename={_quoted(part.filename)}"
    fields = [("Content-Disposition", disposition)]
    if part.media_type is not None:
        fields.append(("Content-Type", part.media_type))
    fields.extend(part.headers)
    try:
        return "".join(f"{name}: {value}\r\n" for name, value in fields).encode()
    except UnicodeEncodeError:
        raise Unencodable("has a part whose name holds a lone surrogate") from None


def _quoted(text: str) -> str:
    """A quoted string (RFC 9110 §5.6.4); what would end a line is percent-encoded, as browsers do."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_CONTROL.sub(lambda match: f"%{ord(match[0]):02X}", text)}"'
