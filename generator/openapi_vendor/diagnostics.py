"""What the generator has to say about a document: severity, stable code, place, advice.

A diagnostic is data until `report.py` prints it as `file:line:column: severity[code]: message` with the
excerpt. Places are JSON pointers; lines and columns are found only when a diagnostic is printed.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field

Pointer = tuple[str | int, ...]
"""A JSON pointer (RFC 6901) as its unescaped tokens; `()` is the whole document."""


class Severity(enum.IntEnum):
    """How much a diagnostic matters: an ERROR means that something asked for is missing from the output."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a document: its file as shown to the user, and the JSON pointer to the node."""

    file: str
    pointer: Pointer = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` is stable and documented in `docs/diagnostics.md`. `message` says what is wrong and where in
    the reader's words, `hint` what to do. Both may quote the document: `quote()` makes that safe.
    `at_key` points at the key of the node rather than at its value.
    `line` and `column` (1-based) are set only where no pointer can be (syntax errors).
    """

    severity: Severity
    code: str
    message: str
    location: Location
    hint: str = ""
    at_key: bool = False
    line: int | None = None
    column: int | None = None


class Refused(Exception):
    """The document, or a part that everything else needs, cannot be used. Carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass
class Diagnostics:
    """Collects findings in the order of discovery; the same finding at the same place is kept once."""

    _found: dict[Diagnostic, None] = field(default_factory=dict)

    def add(self, diagnostic: Diagnostic) -> None:
        self._found.setdefault(diagnostic)

    def error(self, code: str, message: str, location: Location, hint: str = "") -> None:
        self.add(Diagnostic(Severity.ERROR, code, message, location, hint))

    def warning(self, code: str, message: str, location: Location, hint: str = "") -> None:
        self.add(Diagnostic(Severity.WARNING, code, message, location, hint))

    def note(self, code: str, message: str, location: Location, hint: str = "") -> None:
        self.add(Diagnostic(Severity.NOTE, code, message, location, hint))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self)


def quote(value: object, limit: int = 60) -> str:
    """A value of a document as it may stand in a message: one line, ASCII, escaped, shortened."""
    raw = getattr(value, "raw", value)
    shown = ascii(raw)
    return shown if len(shown) <= limit else f"{shown[: limit - 3]}..."
