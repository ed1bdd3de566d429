"""Which of the documented media types a body that came is, and its value.

A body is what its own media type says (RFC 9110 §8.3). Where the document has another one in mind, its type is made of
the body if that can be done; else the body is kept as it came. Either is drift.
"""

from __future__ import annotations

from typing import Any, Final

from .content import Bytes, Content, Json
from .drift import DecodeFailure, Drift
from .operation import select
from .percent import Unencodable
from .received import Received

_SHOWN: Final = 60


class StrayPage(Exception):
    """HTML where the document has none: a login or error page, most likely."""


class BrokenBody(Exception):
    """A body that is not what its own media type says. `str` says which it is, and why."""


def read_body(contents: tuple[Content, ...], raw: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
    """The value of a body that is not empty, and its drift. Where `contents` is empty, anything is right.

    Raises `StrayPage` or `BrokenBody`, and nothing else.
    """
    content, reason = select(contents, media_type or None), ""
    if content is not None:
        try:
            return content.decode(raw, media_type)
        except (DecodeFailure, Unencodable) as failure:
            reason = str(failure)
    body = Received(raw, media_type)
    if isinstance(content, Json) and body.is_blank:
        return None, (Drift("", expected((content,)), "an empty body"),)
    if content is not None and body.parsed is not None and (body.is_json or not isinstance(content, Json)):
        if not isinstance(content, Json) or body.looks_like_json or (made := content.decode_other(body)) is None:
            raise BrokenBody(f"the body is not valid {expected((content,))}: {reason}")
        return made[0], (Drift("", "JSON", "text without quotes"), *made[1])
    return _read_other(contents, content, body)


def _read_other(contents: tuple[Content, ...], chosen: Content | None, body: Received) -> tuple[Any, tuple[Drift, ...]]:
    """The value of a body that has no documented media type. `chosen` is a range that holds it all the same."""
    if body.is_html and body.is_markup:
        raise StrayPage
    if not contents:
        return body.as_it_came()
    # What is called HTML without being a page is how some frameworks send a text; bytes would be a page as well.
    fitting = tuple(content for content in contents if not (body.is_html and isinstance(content, Bytes)))
    made = _made(fitting, body)
    is_documented = len(contents) > 1 if body.parsed is None else chosen is not None
    if made is not None and not made[1] and is_documented:
        return made
    if made is None and body.is_html:
        raise StrayPage
    value, drift = made or (body.as_it_came()[0], ())
    return value, (Drift("", expected(contents), found(body.media_type)), *drift)


def _made(contents: tuple[Content, ...], body: Received) -> tuple[Any, tuple[Drift, ...]] | None:
    """The value of the first type that can be made of a body, one without drift before all others."""
    best = None
    for content in contents:
        made = content.decode_other(body)
        if made is not None and not made[1]:
            return made
        best = best or made
    return best


def is_stray_page(contents: tuple[Content, ...], media_type: str | None) -> bool:
    """Whether a media type is that of HTML, and the document has none."""
    if not Received(b"", media_type).is_html:
        return False
    content = select(contents, media_type)
    return content is None or isinstance(content, Json)


def expected(contents: tuple[Content, ...]) -> str:
    """The documented media types, in words."""
    return " or ".join(
        "JSON" if isinstance(content, Json) and "*" in content.media_type else content.media_type
        for content in contents
    )


def found(media_type: str | None) -> str:
    """A media type that came, in words."""
    return f"media type {media_type[:_SHOWN]!r}" if media_type else "no media type"
