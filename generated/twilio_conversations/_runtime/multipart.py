"""`multipart/form-data` (RFC 7578, OpenAPI "Encoding Object"): its parts, and how they are written.

Bodies with files that stay on disk are written while they are sent; all others are bytes.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

import msgspec

from .bodies import Encoding, Fields, as_text, items_of
from .content import Part, Payload, TypeSource
from .drift import Problem
from .errors import InvalidArgument
from .headers import check_header_value
from .media_choice import PartHeaders
from .percent import Unencodable
from .sources import Source, source_of
from .wire import to_text

MULTIPART: Final = "multipart/form-data"

_PLAIN: Final = Encoding()
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


class File(bytes):
    """The content of a file for a multipart body, with its name and media type.

    It is `bytes`, so it goes wherever a model asks for binary content. `media_type` defaults to the one that
    the name's ending stands for, else `application/octet-stream`.
    """

    name: str | None
    media_type: str | None
    source: Source | None

    def __new__(cls, content: bytes, name: str | None = None, media_type: str | None = None) -> Self:
        file = super().__new__(cls, content)
        file.name = name
        file.media_type = media_type or _guessed(name)
        file.source = None
        return file

    @classmethod
    def read(cls, path: str | Path, media_type: str | None = None) -> Self:
        """The file at `path`, under the last part of its path as name."""
        path = Path(path)
        return cls(path.read_bytes(), path.name, media_type)

    @classmethod
    def open(cls, file: str | Path | BinaryIO, name: str | None = None, media_type: str | None = None) -> Self:
        """A file that is read while it is sent, so that it may be of any size: as bytes, it is empty.

        `file` is a path, or a file opened in binary mode, which is sent from where it stands. `name` defaults to the
        last part of its path. Raises `OSError` for a path that cannot be read, and `TypeError` for a file in text mode.
        """
        opened = Path(file) if isinstance(file, str) else file
        source = source_of(opened)
        if source is None:
            raise TypeError("the file must be a path or opened in binary mode")
        if name is None:
            path = opened if isinstance(opened, Path) else getattr(opened, "name", None)
            name = Path(path).name if isinstance(path, (str, Path)) else None
        made = cls(b"", name, media_type)
        made.source = source
        return made


def _guessed(name: str | None) -> str | None:
    """The media type that the ending of a name stands for."""
    if not name:
        return None
    import mimetypes  # it is slow to import, and most that is sent has no name

    return mimetypes.guess_type(name)[0]


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

    `bytes` are sent as a file (give a `File` for its name and media type), strings, numbers and booleans as
    text, objects as JSON. `encoding` may give another content type per property, and headers.
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
        plain = _with_plain_bytes(value)
        problems = self.codec.problems(plain)
        return (None, problems) if problems else (self._written(value, plain), ())

    def unchecked(self, value: Any) -> Payload:
        return self._written(value, _with_plain_bytes(value))

    def _written(self, value: Any, plain: Any) -> Payload:
        parts = tuple(self._parts(value, plain))
        boundary = os.urandom(16).hex()
        source = MultipartSource(parts, boundary)
        media_type = f"{self.media_type}; boundary={boundary}"
        if any(isinstance(part.content, Source) for part in parts):
            return Payload(media_type, parts=parts, source=source)
        return Payload(media_type, b"".join(source), parts)

    def _parts(self, value: Any, plain: Any) -> Iterator[Part]:
        binary = {name: member for _, name, member in _binary_fields(value)}
        for name, member, how in self._properties(plain):
            headers = self._headers(name, how)
            if how.is_styled:
                found = list(_styled_parts(name, member, how))
            else:
                raw = binary.get(name)
                items = raw if isinstance(raw, list) else items_of(member if raw is None else raw)
                found = [_part(name, item, how.content_type) for item in items]
            for part in found:
                yield msgspec.structs.replace(part, headers=headers) if headers else part

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


def _binary_fields(value: Any) -> Iterator[tuple[str, str, bytes | list[bytes]]]:
    """The properties that are bytes or lists of them, by their names in Python and in JSON."""
    if isinstance(value, msgspec.Struct):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        members = [(name, encoded, getattr(value, name)) for name, encoded in names]
    else:
        members = [(key, key, member) for key, member in value.items()] if isinstance(value, Mapping) else []
    for attribute, name, member in members:
        if isinstance(member, bytes):
            yield attribute, name, member
        elif isinstance(member, (list, tuple)) and member and all(isinstance(item, bytes) for item in member):
            yield attribute, name, list(member)


def _with_plain_bytes(value: Any) -> Any:
    """The same body with `bytes` in place of each `File`, which a codec does not know."""
    changes = {
        attribute: [bytes(item) for item in member] if isinstance(member, list) else bytes(member)
        for attribute, _, member in _binary_fields(value)
    }
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **changes)
    return {**value, **changes} if changes else value


def _part(name: str, item: Any, content_type: str | None) -> Part:
    if isinstance(item, bytes):
        file = item if isinstance(item, File) else File(item)
        media_type = file.media_type or _concrete(content_type) or "application/octet-stream"
        content = file.source or bytes(file)
        return Part(name, content, file.name or name, check_header_value(media_type))
    is_plain = not isinstance(item, (Mapping, list, tuple))
    written = _concrete(content_type) or (None if is_plain else "application/json")
    text = as_text(item, content_type).encode()
    return Part(name, text, None, written and check_header_value(written))


def _styled_parts(name: str, member: Any, how: Encoding) -> Iterator[Part]:
    """Names and values of a style, without any percent-encoding (OpenAPI 3.2, Appendix C)."""
    style = how.style or "form"
    explode = how.explode if how.explode is not None else style == "form"
    if explode and isinstance(member, Mapping):
        for key, item in member.items():
            if item is not None:
                yield Part(f"{name}[{key}]" if style == "deepObject" else key, to_text(item).encode())
    elif explode and isinstance(member, (list, tuple)):
        yield from (Part(name, to_text(item).encode()) for item in member if item is not None)
    else:
        delimiter = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
        flat = [x for pair in member.items() for x in pair] if isinstance(member, Mapping) else items_of(member)
        yield Part(name, delimiter.join(to_text(item) for item in flat).encode())


def _concrete(content_type: str | None) -> str | None:
    """The content type to send: none where the document gives a list or a range, of which any would do."""
    if content_type is None or "," in content_type or "*" in content_type:
        return None
    return content_type


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
