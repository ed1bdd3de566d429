"""Octets and base64 in bodies: where a body is nothing else, and what the parts of a multipart body say of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.media_types import MediaKind, media_kind
from openapi_vendor.python.body_kinds import resolved
from openapi_vendor.text import Text

_OF_ITEMS = frozenset({MediaKind.MULTIPART, MediaKind.EVENT_STREAM, MediaKind.JSON_LINES, MediaKind.JSON_SEQUENCE})
"""Families of bodies that are never one value."""


def octets_of(content: ir.Content, api: ir.Api) -> ir.StringFormat | None:
    """What kind of bytes a whole body is; None where it is something else, or base64 inside JSON.

    Octets are a body as they are, whatever it is called; base64 is text in every media type.
    """
    kind = media_kind(content.media_type)
    type_ = None if content.type is None else resolved(api, content.type)
    if kind in _OF_ITEMS or not isinstance(type_, ir.String):
        return None
    if type_.format is ir.StringFormat.BINARY or (type_.format is ir.StringFormat.BYTE and kind is not MediaKind.JSON):
        return type_.format
    return None


def encodings_of(content: ir.Content, api: ir.Api) -> tuple[ir.Encoding, ...]:
    """The encodings of a body's properties, those that only their schemas state included.

    `contentMediaType` is the content type of a part that has no other, and `contentEncoding` a header of it
    (OpenAPI 3.1 "Encoding Object").
    """
    stated = {encoding.property: encoding for encoding in content.encoding}
    for name, text in _texts(content.type, api):
        if text.media_type is None and not text.is_encoded:
            continue
        known = stated.get(name, ir.Encoding(property=name))
        media_type = text.media_type if known.content_type is None else known.content_type
        stated[name] = replace(known, content_type=media_type, is_encoded=text.is_encoded)
    return tuple(stated.values())


def _texts(type_: ir.Type | None, api: ir.Api) -> Iterator[tuple[Text, ir.String]]:
    """The properties of an object, or of the variants of a union, that are strings, or arrays of them."""
    waiting = [] if type_ is None else [type_]
    seen: set[ir.Key] = set()
    while waiting:
        variant = waiting.pop()
        if isinstance(variant, ir.Ref):
            if variant.key in seen:
                continue
            seen.add(variant.key)
        target = resolved(api, variant)
        if isinstance(target, ir.Union):
            waiting.extend(reversed(target.variants))
        elif isinstance(target, ir.Object):
            for member in target.properties:
                inner = resolved(api, member.type)
                if isinstance(inner, ir.Array) and inner.rest is not None:
                    inner = resolved(api, inner.rest)
                if isinstance(inner, ir.String):
                    yield member.name, inner
