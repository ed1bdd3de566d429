"""How a body is read and written: by its media type, and by its schema where that says more."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.media_types import MediaKind, essence, media_kind

_MAX_NAMES = 20
_RANGES = frozenset({"*/*", "application/*"})
"""Ranges of media types that say nothing of the format. Of `image/*` it is known that it is not JSON."""


def body_kind(api: ir.Api, content: ir.Content) -> MediaKind:
    """The family of a body.

    What is `format: binary` is bytes, whatever its media type. `*/*` with a schema that neither text nor bytes can
    fulfil is JSON, until the body itself says something else.
    """
    kind = media_kind(content.media_type)
    match None if content.type is None else resolved(api, content.type):
        case ir.String(format=ir.StringFormat.BINARY) if kind is not MediaKind.MULTIPART:
            return MediaKind.BYTES
        case None | ir.String() | ir.Anything() | ir.Nothing():
            return kind
        case _:
            return MediaKind.JSON if essence(content.media_type) in _RANGES else kind


def resolved(api: ir.Api, type_: ir.Type) -> ir.Type | ir.Object:
    """What a type is, behind its names, its checks and its null."""
    for _ in range(_MAX_NAMES):
        match type_:
            case ir.Ref(key=key):
                declaration = api.declarations[key]
                if isinstance(declaration, ir.Object):
                    return declaration
                type_ = declaration.type
            case ir.Checked(type=inner):
                type_ = inner
            case ir.Union(variants=variants) if sum(not isinstance(each, ir.Null) for each in variants) == 1:
                type_ = next(each for each in variants if not isinstance(each, ir.Null))
            case _:
                break
    return type_
