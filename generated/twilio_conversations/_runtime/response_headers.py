"""Documented response headers, decoded to their types (OpenAPI "Header Object", style simple)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import httpx2

from .drift import DecodeFailure
from .parameters import Header


class HeaderValues(Mapping[str, Any]):
    """Values of headers by their documented names, which may be asked for in any case."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._names = {name.lower(): name for name in values}

    def __getitem__(self, name: str) -> Any:
        return self._values[self._names[name.lower()]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)


def decoded_headers(documented: Iterable[Header], headers: httpx2.Headers) -> HeaderValues:
    """The documented headers that came, by their documented names, in their documented types.

    A header whose text does not fit its type stays text: a good response never raises.
    """
    return HeaderValues(
        {
            header.name: decoded_header(header, headers.get_list(header.name))
            for header in documented
            if header.name in headers
        }
    )


def decoded_header(header: Header, values: list[str]) -> Any:
    """One header, maybe of several lines; those of `Set-Cookie` are never joined (RFC 9110 §5.3)."""
    is_cookie = header.name.lower() == "set-cookie"
    text = ("\n" if is_cookie else ", ").join(values)
    if header.media_type is not None and "json" in header.media_type:
        try:
            return header.codec.decode(text.encode())[0]
        except DecodeFailure:
            return text
    items = values if is_cookie else list(_split(text))
    if header.explode:
        members = {name: value for name, _, value in (item.partition("=") for item in items)}
    else:
        members = dict(zip(items[::2], items[1::2], strict=False))
    forms: tuple[str | list[str] | dict[str, str], ...] = (text, items, members)
    for form in forms:
        value, drift = header.codec.convert_text(form)
        if not drift or isinstance(value, datetime):  # one without an offset is none the less one
            return value
    return text


def _split(text: str) -> Iterator[str]:
    """The items of a comma-separated list (RFC 9110 §5.6.1); a comma in double quotes separates nothing."""
    start = 0
    quoted = False
    for index, character in enumerate(text):
        if character == '"' and text[index - 1 : index] != "\\":
            quoted = not quoted
        elif character == "," and not quoted:
            yield text[start:index].strip(" \t")
            start = index + 1
    yield text[start:].strip(" \t")
