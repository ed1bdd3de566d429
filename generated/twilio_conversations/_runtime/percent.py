"""Percent-encoding: RFC 3986 for URLs, RFC 6570 for reserved expansion, WHATWG URL for form bodies."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, quote_plus

from .lazy import compiled

RESERVED: Final = ":/?#[]@!$&'()*+,;="
"""RFC 3986 §2.2."""

_UNRESERVED = r"[A-Za-z0-9\-._~]*"
_TRIPLET = r"(%[0-9A-Fa-f]{2})"
_PATH_LITERAL_KEEP = "/:@!$&'()*+,;=?"


class Unencodable(ValueError):
    """A value that cannot be written where it should go. The message says why, in words that follow "it"."""


def percent_encode(text: str, keep: str = "") -> str:
    """`text` with every octet percent-encoded but RFC 3986's unreserved characters and those of `keep`.

    Raises `Unencodable` for a lone surrogate, which has no UTF-8 form.
    """
    if compiled(_UNRESERVED).fullmatch(text):
        return text
    try:
        return quote(text, safe=keep)
    except UnicodeEncodeError:
        raise Unencodable("holds a lone surrogate, which UTF-8 cannot carry") from None


def percent_encode_reserved(text: str, keep: str = RESERVED) -> str:
    """Reserved expansion (RFC 6570 §3.2.3): `keep` and percent-encoded triplets pass through unchanged."""
    pieces = compiled(_TRIPLET).split(text)
    pieces[::2] = [percent_encode(piece, keep) for piece in pieces[::2]]
    return "".join(pieces)


def path_literal(text: str) -> str:
    """A literal part of a path template, with what RFC 3986 does not allow there percent-encoded.

    A `?` stays: real documents have paths with a query.
    """
    return percent_encode_reserved(text, _PATH_LITERAL_KEEP)


def form_encode(text: str) -> str:
    """`text` as in `application/x-www-form-urlencoded` (WHATWG URL §5.2): a space becomes `+`.

    Raises `Unencodable` for a lone surrogate.
    """
    try:
        return quote_plus(text, safe="*").replace("~", "%7E")
    except UnicodeEncodeError:
        raise Unencodable("holds a lone surrogate, which UTF-8 cannot carry") from None
