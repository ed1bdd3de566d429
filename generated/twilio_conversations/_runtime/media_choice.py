"""Which of the documented media types a request's body is sent as."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from . import media_types
from .content import Bytes, Content, Json
from .files import as_file
from .headers import check_header_value
from .lazy import loading
from .percent import Unencodable

PartHeaders: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Headers of the parts of a multipart body: by the name of the property, then by their own."""

BodyChoice: TypeAlias = tuple[str | None, PartHeaders | None]
"""The media type that the body shall have, and the headers of its parts; None where the caller does not say."""


def sendable(contents: Sequence[Content]) -> tuple[Content, ...]:
    """The contents, each under a media type that can be sent: under a range (`image/*`) a file has its own."""
    return tuple(map(_concrete, contents))


def by_file(contents: Sequence[Content], value: Any) -> Sequence[Content]:
    """The contents with that first which is documented for the media type of a file, where the value is one."""
    if len(contents) < 2 or not any(isinstance(content, Bytes) for content in contents):
        return contents
    try:
        file = as_file(value)
    except Unencodable:  # which is said where it is to be written
        return contents
    index = None
    if file is not None and file.media_type:
        index = media_types.best_match([content.media_type for content in contents], file.media_type)
    return contents if index is None else (contents[index], *contents[:index], *contents[index + 1 :])


def chosen(contents: Sequence[Content], content_type: str | None, headers: PartHeaders | None) -> tuple[Content, ...]:
    """The contents that a choice leaves. Raises `Unencodable` where that is none, or no header can say it.

    A media type means the content that is documented so, or a range that holds it; headers of parts mean multipart.
    """
    found = sendable(contents) if content_type is None else (_named(contents, content_type),)
    if headers is None:
        return found
    with loading():
        from .multipart import Multipart

    return tuple(each.with_headers(headers) for each in found if isinstance(each, Multipart))


def _named(contents: Sequence[Content], content_type: str) -> Content:
    for content in contents:
        if content.media_type == content_type:
            return _concrete(content)
    ranges = [content for content in contents if "*" in content.media_type]
    index = media_types.best_match([content.media_type for content in ranges], content_type)
    if index is None or "*" in content_type:
        documented = ", ".join(content.media_type for content in contents)
        raise Unencodable(f"is documented as {documented}, not as {content_type[:100]!r}")
    found = media_types.parse(content_type)
    if isinstance(ranges[index], Json) and not (found is not None and found.is_json):
        raise Unencodable(f"can be sent as JSON, not as {content_type[:100]!r}")
    return _renamed(ranges[index], check_header_value(content_type))


def _concrete(content: Content) -> Content:
    if "*" not in content.media_type or isinstance(content, Bytes):
        return content
    if isinstance(content, Json):
        return _renamed(content, "application/json")
    is_text = content.media_type.startswith("text/")
    return _renamed(content, "text/plain" if is_text else "application/octet-stream")


def _renamed(content: Content, media_type: str) -> Content:
    other = copy.copy(content)
    other.media_type = media_type
    return other
