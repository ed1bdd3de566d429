"""Bodies and headers: media types with their types and encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from openapi_vendor import ir
from openapi_vendor.diagnostics import quote
from openapi_vendor.document import Reader
from openapi_vendor.lowering import documentation
from openapi_vendor.lowering.context import Lost
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.schemas import Schemas
from openapi_vendor.lowering.types import ANYTHING
from openapi_vendor.media_types import MediaKind, media_kind
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_TOKEN: Final = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
MEDIA_TYPE: Final = re.compile(
    rf"{_TOKEN}/{_TOKEN}([ \t]*;[ \t]*({_TOKEN}(=({_TOKEN}|\"[\x20\x21\x23-\x5b\x5d-\x7e]*\"))?)?)*\Z"
)
"""RFC 9110 §8.3.1; `*` as in the ranges of OpenAPI, and parameters without a value, which real APIs have."""
HEADER_NAME: Final = re.compile(rf"{_TOKEN}\Z")

_ENCODING_STYLES: Final = {
    style.value: style
    for style in (ir.Style.FORM, ir.Style.SPACE_DELIMITED, ir.Style.PIPE_DELIMITED, ir.Style.DEEP_OBJECT)
}


class Contents:
    """Lowers `content`, `requestBody` and headers."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._context = schemas.context
        self._reader: Reader = schemas.context.reader

    def body(self, written: Node) -> ir.Body | None:
        """A request body, through its `$ref`. Raises `Lost` where it leads nowhere."""
        try:
            node = self._context.references.follow(written)
        except Unresolved:
            raise Lost from None
        self._context.anchors.target(node, "requestBody")
        if type(node.data) is not dict:
            self._context.diagnostics.error("wrong-type", "a request body must be an object", node.location)
            raise Lost
        contents = self.of(node)
        if not contents:
            message = "the request body has no content: it is ignored"
            self._context.warning("body-without-content", message, node.location)
            return None
        return ir.Body(
            contents=contents,
            required=self._reader.flag(node, "required"),
            location=node.location,
            documentation=documentation.of_object(node, self._reader),
        )

    def of(self, node: Node, *, received: bool = False) -> tuple[ir.Content, ...]:
        """The media types in `content` of an object. What is named like none is an error and left out.

        Of what is only `received`, a single word or nothing is read as any media type: nothing is sent under that name.
        """
        return tuple(self._each(node, received))

    def _each(self, node: Node, received: bool) -> Iterator[ir.Content]:
        for name, written in self._reader.members(node, "content"):
            if received and (not name.strip() or HEADER_NAME.match(name)):
                message = f"{quote(name)} is not a media type: it is read as `*/*`"
                self._context.warning("invalid-media-type", message, written.location)
                name = "*/*"
            if not MEDIA_TYPE.match(name):
                message = f"{quote(name)} is not a media type: the content is left out"
                self._context.diagnostics.error("invalid-media-type", message, written.location)
                continue
            try:
                content = self._context.references.follow(written)
            except Unresolved:
                raise Lost from None
            if content is not written:
                self._context.anchors.target(content, "mediaType")
            schema, item = content.get("schema"), content.get("itemSchema")
            xml = None
            if schema is not None and media_kind(Text(name)) is MediaKind.XML:
                self._context.has_xml = True
                xml = self._schemas.xml.of_body(schema, received=received)
            yield ir.Content(
                media_type=Text(name),
                type=None if schema is None else self._schemas.type_of(schema),
                location=content.location,
                item_type=None if item is None else self._schemas.type_of(item),
                encoding=tuple(self._encodings(content)),
                xml=xml,
            )

    def _encodings(self, content: Node) -> Iterator[ir.Encoding]:
        for positional in ("itemEncoding", "prefixEncoding"):
            node = content.get(positional)
            if node is not None:
                message = f"`{positional}` is not supported: parts are sent with their default content type"
                self._context.warning("positional-encoding", message, node.location)
        for name, node in self._reader.members(content, "encoding"):
            text = self._reader.text(node, "style")
            style = _ENCODING_STYLES.get(text or "")
            if text is not None and style is None:
                message = f"there is no style {quote(text)} for a part of a body: it is ignored"
                self._context.warning("parameter-style", message, node.location)
            explode = node.get("explode")
            yield ir.Encoding(
                property=Text(name),
                content_type=self._content_type(node),
                headers=tuple(self.headers(node)),
                style=style,
                explode=None if explode is None else self._reader.flag(node, "explode"),
                allow_reserved=self._reader.flag(node, "allowReserved"),
            )

    def _content_type(self, node: Node) -> Text | None:
        """`contentType`: one or several media types; each must be one, for it becomes a header."""
        text = self._reader.text(node, "contentType")
        if text is None:
            return None
        for name in text.split(","):
            if not MEDIA_TYPE.match(name.strip()):
                message = f"{quote(name)} is not a media type: it is ignored"
                self._context.diagnostics.error("invalid-media-type", message, node.location)
                return None
        return Text(text)

    def headers(self, node: Node) -> Iterator[ir.Header]:
        """The `headers` of a response or of a part. `Content-Type` is not among them (OpenAPI 3.1)."""
        for name, written in self._reader.members(node, "headers"):
            if name.lower() == "content-type":
                continue
            if not HEADER_NAME.match(name):
                message = f"{quote(name)} is not a valid header name (RFC 9110): it is left out"
                self._context.diagnostics.error("invalid-name", message, written.location)
                continue
            header = self._header(name, written)
            if header is not None:
                yield header

    def _header(self, name: str, written: Node) -> ir.Header | None:
        try:
            node = self._context.references.follow(written)
        except Unresolved:
            return None
        self._context.anchors.target(node, "header")
        node = self._context.upgrade.header(node)
        schema, type_, media_type = node.get("schema"), None, None
        fallback = documentation.NONE
        if schema is not None:
            type_ = self._schemas.type_of(schema)
            fallback = documentation.of_schema(self._schemas.read(schema))
        else:
            contents = self.of(node)
            if contents:
                media_type, type_ = contents[0].media_type, contents[0].type
        return ir.Header(
            name=Text(name),
            required=self._reader.flag(node, "required"),
            type=ANYTHING if type_ is None else type_,
            explode=self._reader.flag(node, "explode"),
            location=node.location,
            media_type=media_type,
            documentation=documentation.of_object(node, self._reader, fallback),
        )
