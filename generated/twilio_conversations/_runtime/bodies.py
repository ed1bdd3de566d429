"""Bodies with fields (OpenAPI "Encoding Object"): what forms and `multipart/form-data` share, and forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qsl

import msgspec

from .content import Content, Payload, TypeSource, attempted
from .drift import Drift
from .percent import Unencodable, form_encode
from .received import Received
from .wire import encode, json_text, to_text

if TYPE_CHECKING:
    from .parameters import Header

FORM = "application/x-www-form-urlencoded"

FormStyle = Literal["form", "spaceDelimited", "pipeDelimited", "deepObject"]


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """How one property of a form or multipart body is written (OpenAPI "Encoding Object").

    With `style`, `explode` or `allow_reserved` it is written as a query parameter is (RFC 6570); else as
    `content_type`, whose default is text for a string, number or boolean, JSON for an object, and that of its
    items, one by one, for an array. `headers` are those that the part may have. `is_encoded`: bytes that are base64
    say so in their part (`contentEncoding`, OpenAPI 3.1 "Encoding Object").
    """

    style: FormStyle | None = None
    explode: bool | None = None
    allow_reserved: bool | None = None
    content_type: str | None = None
    headers: tuple[Header, ...] = ()
    is_encoded: bool = False

    @property
    def is_styled(self) -> bool:
        """Whether the property is written as a query parameter is."""
        return not (self.style is None and self.explode is None and self.allow_reserved is None)


_DEFAULT = Encoding()


class Fields(Content):
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

    def _properties(self, plain: Any) -> Iterator[tuple[str, Any, Encoding]]:
        """Name, plain value and encoding of each property that is there; None is left out, as in a query."""
        if not isinstance(plain, Mapping):
            raise Unencodable("must be an object with named fields")
        for name, member in plain.items():
            if member is not None:
                yield name, member, self.encoding.get(name, _DEFAULT)


class Form(Fields):
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
        plain = self.codec.to_builtins(value)
        return "&".join(
            pair for name, member, how in self._properties(plain) for pair in _form_pairs(name, member, how)
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

    def decode_other(self, body: Received) -> tuple[Any, tuple[Drift, ...]] | None:
        if body.text is None or body.is_json:
            return super().decode_other(body)
        made = attempted(lambda: self.decode(body.raw, body.media_type))
        return made if made is not None and not made[1] else None


def _form_pairs(name: str, member: Any, how: Encoding) -> Iterator[str]:
    if how.is_styled:
        style = how.style or "form"
        explode = how.explode if how.explode is not None else style == "form"
        text = encode("query", style, explode, name, member, allow_reserved=bool(how.allow_reserved))
        if text is not None:
            yield text
        return
    for item in items_of(member):
        yield f"{form_encode(name)}={form_encode(as_text(item, how.content_type))}"


def items_of(member: Any) -> Sequence[Any]:
    return [item for item in member if item is not None] if isinstance(member, (list, tuple)) else [member]


def as_text(item: Any, content_type: str | None) -> str:
    if content_type and "json" in content_type:
        return json_text(item)
    return to_text(item)
