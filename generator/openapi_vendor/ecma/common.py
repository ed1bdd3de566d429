"""Patterns that Python's `re` reads as ECMA-262 does, so that the package can have them as the document does."""

from __future__ import annotations

import re
from typing import Final

_LITERAL: Final = r"[A-Za-z0-9 _@%,;:=!\"'<>/]"
_ESCAPED: Final = r"\\[.\-/+*?()\[\]{}|^$\\]"
_MEMBER: Final = rf"(?:{_LITERAL}|{_ESCAPED}|[.+*?()$])"
_CLASS: Final = rf"\[\^?-?(?:[A-Z]-[A-Z]|[a-z]-[a-z]|[0-9]-[0-9]|{_MEMBER}(?!-))+-?\]"
_GROUP: Final = r"\((?:\?:|(?!\?))|[)|]"
_QUANTIFIER: Final = r"[+*?]|\{\d{1,5}(?:,\d{0,5})?\}"
_PIECE: Final = re.compile(rf"(?P<end>\$)|{_LITERAL}|{_ESCAPED}|{_CLASS}|{_GROUP}|{_QUANTIFIER}|[-^]")


def as_written(pattern: str) -> str | None:
    r"""A valid pattern as source for `re`, changed in nothing but `$`, which is `\Z`.

    None where it has anything that the two read differently, or that only one of them has.
    """
    parts: list[str] = []
    position = 0
    while position < len(pattern):
        piece = _PIECE.match(pattern, position)
        if piece is None:
            return None
        parts.append(r"\Z" if piece["end"] else piece[0])
        position = piece.end()
    return "".join(parts)
