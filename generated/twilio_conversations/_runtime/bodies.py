"""Bodies with fields: forms and `multipart/form-data` (OpenAPI "Encoding Object")."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import parse_qsl

import msgspec

from .content import Content, Part, Payload, TypeSource
from .drift import Drift, Problem
from .headers import check_header_value
from .percent import Unencodable, form_encode
from .wire import encode, json_text, to_text

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"

FormStyle = Literal["form", "spaceDelimited", "pipeDelimited", "deepObject"]


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """How one property of a form or multipart body is written (OpenAPI "Encoding Object").

    With `style`, `explode` or `allow_reserved` it is written as a query parameter is (RFC 6570); else as
    `content_type`, whose default is text for a string, number or boolean, JSON for an object, and that of its
    items, one by one, for an array.
    """

    style: FormStyle | None = None
    explode: bool | None = None
    allow_reserved: bool | None = None
    content_type: str | None = None

    @property
    def is_styled(self) -> bool:
        """Whether the property is written as a query parameter is."""
        return not (self.style is None and self.explode is None and self.allow_reserved is None)


_DEFAULT = Encoding()


class File(bytes):
    """The content of a file for a multipart body, with its name and media type.

    It is `bytes`, so it goes wherever a model asks for binary content. `media_type` defaults to the one that
    the name's ending stands for, else `application/octet-stream`.
    """

    name: str | None
    media_type: str | None

    def __new__(
        cls, content: bytes, name: str | None = None, media_type: str | None = None
    ) -> Self:
        file = super().__new__(cls, content)
        file.name = name
        file.media_type = media_type or (mimetypes.guess_type(name)[0] if name else None)
        return file

    @classmethod
    def read(cls, path: str | Path, media_type: str | None = None) -> Self:
        """The file at `path`, under the last part of its path as name."""
        path = Path(path)
        return cls(path.read_bytes(), path.name, media_type)


class _Fields(Content):
    """A body made of the properties of an object."""

    def __init__(
        self,
        type_: TypeSource,
        media_type: str,
        required: bool,
        encoding: Mapping[str, Encoding] | None,
    ) -> None:
        super().__init__(type_, media_type, required)
        self.encoding = encoding or {}

    def _properties(self, value: Any) -> Iterator[tuple[str, Any, Encoding]]:
        """Name, plain value and encoding of each property that is there; None is left out, as in a query."""
        plain = self.codec.to_builtins(value)
        if not isinstance(plain, Mapping):
            raise Unencodable("must be an object with named fields")
        for name, member in plain.items():
            if member is not None:
                yield name, member, self.encoding.get(name, _DEFAULT)


class Form(_Fields):
    """`application/x-www-form-urlencoded` (WHATWG URL §5).

    An array repeats its name, an object is written as JSON, unless `encoding` says otherwise. What is None is
    left out. Spaces become `+`, or `%20` in what `encoding` writes in a style.
    """

    def __init__(
        self,
        type: TypeSource,
        *,
        media_type: str = FORM,
        required: bool = True,
        encoding: Mapping[str, Encoding] | None = None,
    ) -> None:
        super().__init__(type, media_type, required, encoding)

    def text(self, value: Any) -> str:
        """The form as text, in ASCII. Raises `Unencodable`."""
        return "&".join(
            pair
            for name, member, how in self._properties(value)
            for pair in _form_pairs(name, member, how)
        )

    def _payload(self, value: Any) -> Payload:
        return Payload(self.media_type, self.text(value).encode())

    def decode(self, body: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=10_000)
        except ValueError:
            raise Unencodable("is not a valid form") from None
        fields: dict[str, Any] = {}
        for name, text in pairs:
            if name not in fields:
                fields[name] = text
            elif isinstance(fields[name], list):
                fields[name].append(text)
            else:
                fields[name] = [fields[name], text]
        return self.codec.convert_text(fields)


def _form_pairs(name: str, member: Any, how: Encoding) -> Iterator[str]:
    if how.is_styled:
        style = how.style or "form"
        explode = how.explode if how.explode is not None else style == "form"
        text = encode(
            "query", style, explode, name, member, allow_reserved=bool(how.allow_reserved)
        )
        if text is not None:
            yield text
        return
    for item in _items(member):
        yield f"{form_encode(name)}={form_encode(_as_text(item, how.content_type))}"


class Multipart(_Fields):
    """`multipart/form-data` (RFC 7578): one part per property, and one per item of an array.

    `bytes` are sent as a file (give a `File` for its name and media type), strings, numbers and booleans as
    text, objects as JSON. `encoding` may give another content type per property.
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

    def prepare(self, value: Any) -> tuple[Payload | None, tuple[Problem, ...]]:
        plain = _with_plain_bytes(value)
        problems = self.codec.problems(plain)
        return (None, problems) if problems else (self._parts(value, plain), ())

    def _parts(self, value: Any, plain: Any) -> Payload:
        binary = {name: member for _, name, member in _binary_fields(value)}
        parts: list[Part] = []
        for name, member, how in self._properties(plain):
            if how.is_styled:
                parts += _styled_parts(name, member, how)
            else:
                raw = binary.get(name)
                items = (
                    list(raw) if isinstance(raw, list) else _items(member) if raw is None else [raw]
                )
                parts += [_part(name, item, how.content_type) for item in items]
        return Payload(self.media_type, parts=tuple(parts))


def _binary_fields(value: Any) -> Iterator[tuple[str, str, bytes | list[bytes]]]:
    """The properties that are bytes or lists of them, by their names in Python and in JSON."""
    if isinstance(value, msgspec.Struct):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        members = [(name, encoded, getattr(value, name)) for name, encoded in names]
    else:
        members = (
            [(key, key, member) for key, member in value.items()]
            if isinstance(value, Mapping)
            else []
        )
    for attribute, name, member in members:
        if isinstance(member, bytes):
            yield attribute, name, member
        elif (
            isinstance(member, (list, tuple))
            and member
            and all(isinstance(item, bytes) for item in member)
        ):
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
        filename = getattr(item, "name", None) or name
        found = (
            getattr(item, "media_type", None)
            or _concrete(content_type)
            or "application/octet-stream"
        )
        return Part(name, bytes(item), filename, check_header_value(found))
    media_type = _concrete(content_type) or (None if _is_plain(item) else "application/json")
    return Part(
        name,
        _as_text(item, content_type).encode(),
        None,
        media_type and check_header_value(media_type),
    )


def _styled_parts(name: str, member: Any, how: Encoding) -> Iterator[Part]:
    """Names and values of a style, without any percent-encoding (OpenAPI 3.2, Appendix C)."""
    style = how.style or "form"
    explode = how.explode if how.explode is not None else style == "form"
    if explode and isinstance(member, Mapping):
        for key, item in member.items():
            if item is not None:
                yield Part(
                    f"{name}[{key}]" if style == "deepObject" else key, to_text(item).encode()
                )
    elif explode and not _is_plain(member):
        yield from (Part(name, to_text(item).encode()) for item in member if item is not None)
    else:
        delimiter = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")
        flat = (
            [x for pair in member.items() for x in pair]
            if isinstance(member, Mapping)
            else _items(member)
        )
        yield Part(name, delimiter.join(to_text(item) for item in flat).encode())


def _items(member: Any) -> Sequence[Any]:
    return (
        [item for item in member if item is not None]
        if isinstance(member, (list, tuple))
        else [member]
    )


def _is_plain(item: Any) -> bool:
    return not isinstance(item, (Mapping, list, tuple))


def _as_text(item: Any, content_type: str | None) -> str:
    if content_type and "json" in content_type:
        return json_text(item)
    return to_text(item)


def _concrete(content_type: str | None) -> str | None:
    """The content type to send: none where the document gives a list or a range, of which any would do."""
    if content_type is None or "," in content_type or "*" in content_type:
        return None
    return content_type
