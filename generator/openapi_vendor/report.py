"""Prints diagnostics as compilers do: `file:line:column: severity[code]: message`, the line, a caret, help.

`render` gives the plain text, which the golden files hold. `report` prints to a stream: with colours on a
terminal (unless `NO_COLOR` is set), and without repeating the same kind of finding hundreds of times.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from openapi_vendor.diagnostics import Diagnostic, Severity
from openapi_vendor.source import Sources
from openapi_vendor.source.excerpts import visible

if TYPE_CHECKING:
    from rich.text import Text

SHOWN_PER_CODE = 10
"""How many warnings or notes of one code `report` prints; errors are all printed."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A diagnostic in words. `excerpt` is empty, or two lines: the document's line, and the caret."""

    place: str
    severity: Severity
    code: str
    message: str
    excerpt: str
    hint: str


def render(diagnostics: Iterable[Diagnostic], sources: Sources | None) -> str:
    """All diagnostics as plain text, by file and line; the same finding at one place once.

    Each is one line `file:line:column: severity[code]: message`, the line of the document with a caret
    where it can be shown, and `  help: ...` where there is advice. Ends with a newline unless empty.
    `sources` is None where no document was read, as for a bad configuration.
    """
    return "".join(_plain(one) for one in _shown(diagnostics, sources))


def report(
    diagnostics: Iterable[Diagnostic],
    sources: Sources | None,
    stream: TextIO | None = None,
    everything: bool = False,
) -> None:
    """Print the diagnostics to `stream` (standard error by default).

    Of the warnings and notes of one code the first ten are printed, then their number, unless `everything`.
    """
    out: TextIO = sys.stderr if stream is None else stream
    shown = _shown(diagnostics, sources)
    printed: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    kept: list[_Shown] = []
    for one in shown:
        if one.severity is not Severity.ERROR and not everything and printed[one.code] == SHOWN_PER_CODE:
            left_out[one.code] += 1
            continue
        printed[one.code] += 1
        kept.append(one)
    rest = "".join(f"... and {count:,} more of [{code}]\n" for code, count in left_out.items())
    if not out.isatty():
        out.write("".join(_plain(one) for one in kept) + rest)
        return
    from rich.console import Console  # here, because it is slow to import and often not needed

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for one in kept:
        console.print(_coloured(one), soft_wrap=True, end="")
    console.print(rest, soft_wrap=True, end="", style="dim")


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; empty where there is neither. Notes are not counted."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [
        f"{counts[severity]:,} {severity.name.lower()}{'' if counts[severity] == 1 else 's'}"
        for severity in (Severity.ERROR, Severity.WARNING)
        if counts[severity]
    ]
    return ", ".join(parts)


def _shown(diagnostics: Iterable[Diagnostic], sources: Sources | None) -> list[_Shown]:
    """The diagnostics in the order in which a reader of the files meets them."""
    # Two stages may find the same: the one that cannot go on makes it an error.
    worst: dict[tuple[object, ...], Diagnostic] = {}
    for one in diagnostics:
        key = (one.location, one.code, one.message, one.line, one.column)
        if key not in worst or one.severity > worst[key].severity:
            worst[key] = one
    if sources is not None:
        sources.locate(one.location for one in worst.values())
    files: dict[str, int] = {}
    placed: list[tuple[tuple[int, int, int, int], _Shown]] = []
    for index, one in enumerate(worst.values()):
        file = sources.origin(one.location).file if sources is not None else one.location.file
        position = _position(one, sources)
        line, column = position or (0, 0)
        excerpt = sources.excerpt(file, line, column) if position and sources is not None else None
        where = f":{line}:{column}" if position else ""
        shown = _Shown(
            visible(file) + where,
            one.severity,
            one.code,
            visible(one.message),
            excerpt or "",
            visible(one.hint),
        )
        placed.append(((files.setdefault(file, index), line, column, index), shown))
    placed.sort(key=lambda item: item[0])
    return [shown for _, shown in placed]


def _position(diagnostic: Diagnostic, sources: Sources | None) -> tuple[int, int] | None:
    if diagnostic.line is not None:
        return diagnostic.line, diagnostic.column or 1
    return sources.position(diagnostic.location, diagnostic.at_key) if sources is not None else None


def _plain(shown: _Shown) -> str:
    lines = [f"{shown.place}: {shown.severity.name.lower()}[{shown.code}]: {shown.message}"]
    if shown.excerpt:
        lines.append(shown.excerpt)
    if shown.hint:
        lines.append(f"  help: {shown.hint}")
    return "\n".join(lines) + "\n"


def _coloured(shown: _Shown) -> Text:
    from rich.text import Text

    text = Text()
    text.append(shown.place, "bold").append(": ")
    text.append(f"{shown.severity.name.lower()}[{shown.code}]", _STYLES[shown.severity])
    text.append(f": {shown.message}\n")
    if shown.excerpt:
        line, _, caret = shown.excerpt.partition("\n")
        text.append(f"{line}\n", "dim").append(f"{caret}\n", _STYLES[shown.severity])
    if shown.hint:
        text.append("  help: ", "green").append(f"{shown.hint}\n")
    return text
