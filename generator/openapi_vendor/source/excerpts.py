"""The line of a document under a diagnostic, with a caret; safe to print on any terminal."""

from __future__ import annotations

import unicodedata

from openapi_vendor.source.positions import Lines

MAX_WIDTH = 100
_TAB = " "


def visible(text: str) -> str:
    """The text with escapes for all that could steer a terminal or reorder a line (controls, bidi)."""
    return "".join(character if _is_harmless(character) else _escaped(character) for character in text)


def _is_harmless(character: str) -> bool:
    if " " <= character <= "~":
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _escaped(character: str) -> str:
    return ascii(character)[1:-1] if character != "'" else character


def _width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def excerpt(lines: Lines, line: int, column: int) -> str:
    """Two lines: the line of the document, shortened around the column, and a caret below the column.

    `line` and `column` are 1-based. Each starts with a gutter, `   12 | `.
    """
    text = lines.line(line).replace("\t", _TAB)
    at = min(column - 1, len(text))
    start = 0
    if len(text) > MAX_WIDTH:
        start = max(0, min(at - MAX_WIDTH // 3, len(text) - MAX_WIDTH))
    before = ("..." if start else "") + visible(text[start:at])
    after = visible(text[at : start + MAX_WIDTH]) + ("..." if start + MAX_WIDTH < len(text) else "")
    gutter = f"{line:>5} | "
    return f"{gutter}{before}{after}\n{' ' * (len(gutter) - 2)}| {' ' * _width(before)}^"
