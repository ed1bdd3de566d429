"""`application/xml`, `text/xml` and types with the suffix `+xml`, where the document says what is inside."""

from __future__ import annotations

from typing import Any

from . import media_types
from .content import Content, Payload, TypeSource, attempted
from .drift import DecodeFailure, Drift
from .lazy import loading
from .percent import Unencodable
from .reading import in_session
from .received import Received
from .xml_nodes import XmlNode


class Xml(Content):
    """A body in XML (OpenAPI "XML Object"). `root` is its document element; `class Pet(Model, xml={...})` the rest.

    Read, a text becomes what its type makes of it; elements and attributes that are not documented are kept in
    `extra_fields` (attributes as `@name`) and reported as drift. Null is `xsi:nil="true"`.
    """

    def __init__(
        self,
        type: TypeSource,
        root: XmlNode,
        *,
        media_type: str = "application/xml",
        required: bool = True,
    ) -> None:
        super().__init__(type, media_type, required)
        self.root = root

    def _payload(self, value: Any) -> Payload:
        with loading():
            from .xml_writing import XmlWriter

        # As it would come back: models where plain data was given for them.
        fitted, _ = self.codec.convert(self.codec.to_builtins(value))
        text = XmlWriter().document(fitted, self.codec.shape, self.root)
        parsed = media_types.parse(self.media_type)
        charset = (parsed.charset if parsed else None) or "utf-8"
        declared = f'<?xml version="1.0" encoding="{charset}"?>\n{text}'
        try:
            return Payload(self.media_type, declared.encode(charset))
        except (UnicodeEncodeError, LookupError):
            raise Unencodable(f"cannot be written as {charset[:40]}") from None

    def decode(self, body: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
        with loading():
            from .xml_parsing import parse
            from .xml_reading import XmlReader

        parsed = media_types.parse(media_type) if media_type else None
        root = parse(body, parsed.charset if parsed else None)
        reader = XmlReader()
        try:
            data = in_session(lambda: reader.root(root, self.codec.shape, self.root))
        except RecursionError:
            raise DecodeFailure("elements nested too deep") from None
        value, drift = self.codec.convert(data)
        return value, (*reader.drift, *drift)

    def decode_other(self, body: Received) -> tuple[Any, tuple[Drift, ...]] | None:
        if not body.is_markup:
            return super().decode_other(body)
        return attempted(lambda: self.decode(body.raw, body.media_type))
