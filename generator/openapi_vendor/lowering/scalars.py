"""Strings and numbers: their limits, where several schemas must hold together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openapi_vendor import ir
from openapi_vendor.document import Schema
from openapi_vendor.document.schema import keywords
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.merging import limits, merged, possible
from openapi_vendor.lowering.patterns import pattern_of
from openapi_vendor.text import Text

STRING_FORMATS: Final = {
    **{format.value: format for format in ir.StringFormat},
    "datetime": ir.StringFormat.DATE_TIME,
    "dateTime": ir.StringFormat.DATE_TIME,
    "base64": ir.StringFormat.BYTE,
    "guid": ir.StringFormat.UUID,
    "url": ir.StringFormat.URI,
}
"""Formats of strings that mean something to us, with the other names that documents use for them."""

NUMBER_FORMATS: Final = {
    "int32": (True, 32),
    "int64": (True, 64),
    "float": (False, None),
    "double": (False, None),
    "decimal": (False, None),
}
"""Formats of numbers: whether they make it an integer, and of how many bits."""

KIND_OF_FORMAT: Final = {
    **dict.fromkeys(STRING_FORMATS, "string"),
    "int32": "integer",
    "int64": "integer",
    "float": "number",
    "double": "number",
}
"""What a schema is that has a format and no type."""


def string(context: Context, members: Sequence[Schema]) -> ir.String:
    """The string that fits all of `members`."""
    if len(members) == 1 and not _LIMITS_OF_STRINGS.intersection(members[0].structural):
        return _PLAIN
    format_name = _string_format(context, members)
    encoding = merged(context, members, "content_encoding")
    if format_name is None and encoding is not None:
        format_name = {"base64": "byte", "binary": "binary"}.get(encoding.lower())
    known = STRING_FORMATS.get(format_name) if format_name is not None else None
    media_type = merged(context, members, "content_media_type")
    if media_type is not None and format_name is None and encoding is None:
        known = ir.StringFormat.BINARY if media_type.lower().startswith(_BINARY_MEDIA) else None
    minimum, maximum = limits(context, members, "min_length", "max_length")
    patterns = [pattern_of(context, member.node, member.pattern) for member in members if member.pattern is not None]
    return ir.String(
        format=known,
        min_length=minimum,
        max_length=maximum,
        patterns=tuple(dict.fromkeys(patterns)),
        unknown_format=Text(format_name) if format_name is not None and known is None else None,
        media_type=None if media_type is None else Text(media_type),
        is_encoded=encoding is not None and encoding.lower() == "base64",
    )


_PLAIN: Final = ir.String()
_BINARY_MEDIA: Final = (
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "image/",
    "audio/",
    "video/",
)
"""The media types that are not text, so that without `contentEncoding` the value is raw bytes."""
_LIMITS_OF_STRINGS: Final = keywords(lambda record: record.of == "string" or record.name == "format")
_LIMITS_OF_NUMBERS: Final = keywords(lambda record: record.of == "number" or record.name == "format")
_LIMIT_ATTRIBUTES: Final = ("minimum", "maximum", "exclusive_minimum", "exclusive_maximum")
_INTEGER: Final = ir.Numeric(integer=True)
_NUMBER: Final = ir.Numeric(integer=False)


def numeric(context: Context, members: Sequence[Schema], *, integer: bool) -> ir.Numeric:
    """The number that fits all of `members`."""
    if len(members) == 1 and not _LIMITS_OF_NUMBERS.intersection(members[0].structural):
        return _INTEGER if integer else _NUMBER
    format_name = _number_format(context, members)
    whole, bits = NUMBER_FORMATS.get(format_name or "", (False, None))
    minimum, maximum, above, below = (merged(context, members, attribute) for attribute in _LIMIT_ATTRIBUTES)
    if minimum is not None and above is not None:
        minimum, above = (None, above) if above >= minimum else (minimum, None)
    if maximum is not None and below is not None:
        maximum, below = (None, below) if below <= maximum else (maximum, None)
    lowest = minimum if above is None else above
    highest = maximum if below is None else below
    is_open = above is not None or below is not None
    possible(context, members, _LIMIT_ATTRIBUTES, lowest, highest, open_=is_open)
    if bits is not None and lowest is not None and highest is not None:
        end = 2 ** (bits - 1)
        bits = None if -end <= lowest and highest < end else bits  # what the limits say anyway
    return ir.Numeric(
        integer=integer or whole,
        decimal=format_name == "decimal",
        bits=bits,
        minimum=minimum,
        maximum=maximum,
        exclusive_minimum=above,
        exclusive_maximum=below,
        multiple_of=merged(context, members, "multiple_of"),
    )


def _number_format(context: Context, members: Sequence[Schema]) -> str | None:
    """The format of all members; of whole numbers that of the fewest bits."""
    found = [member.format for member in members if member.format is not None]
    bits = [(bits, name) for name in found if (bits := NUMBER_FORMATS.get(name, (False, None))[1]) is not None]
    return min(bits)[1] if bits and len(bits) == len(found) else merged(context, members, "format")


def _string_format(context: Context, members: Sequence[Schema]) -> str | None:
    """The format of all members: one that means something to us before one that does not."""
    found = [member.format for member in members if member.format is not None]
    known = {STRING_FORMATS[name]: name for name in found if name in STRING_FORMATS}
    return next(iter(known.values())) if len(known) == 1 else merged(context, members, "format")
