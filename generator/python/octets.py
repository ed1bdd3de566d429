"""Octets and base64 in bodies: where a body is nothing else, and what the parts of a multipart body say of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator import ir
from generator.media_types import MediaKind, media_kind
from generator.text import Text

_OF_ITEMS = frozenset({MediaKind.MULTIPART, MediaKind.EVENT_STREAM, MediaKind.JSON_LINES, MediaKind.JSON_SEQUENCE})
"""Families of bodies that are never one value."""


def octets_of(content: ir.Content, api: ir.Api) -> ir.StringFormat | None:
    """What kind of bytes a whole body is; None where it is something else, or base64 inside JSON.

    Octets are a body as they are, whatever it is called; base64 is text in every media type.
    """
    kind = media_kind(content.media_type)
    type_ = _resolved(content.type, api)
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
    """The properties of an object that are strings, or arrays of them."""
    target = _resolved(type_, api)
    if isinstance(target, ir.Object):
        for member in target.properties:
            inner = _resolved(member.type, api)
            if isinstance(inner, ir.Array):
                inner = _resolved(inner.rest, api)
            if isinstance(inner, ir.String):
                yield member.name, inner


def _resolved(type_: ir.Type | None, api: ir.Api) -> ir.Type | ir.Declaration | None:
    """What a type is behind names, checks and null."""
    for _ in range(20):
        match type_:
            case ir.Ref(key):
                declaration = api.declarations[key]
                if isinstance(declaration, ir.Object):
                    return declaration
                type_ = declaration.type
            case ir.Checked(inner):
                type_ = inner
            case ir.Union(variants):
                others = [each for each in variants if each != ir.Null()]
                if len(others) != 1:
                    return type_
                type_ = others[0]
            case _:
                return type_
    return type_
