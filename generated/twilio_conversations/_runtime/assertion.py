"""`Assertion`, what all assertions are. They are in `assertions.py`, which few APIs need and is slow to import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .drift import Path

Complaint = tuple[Path, str] | tuple[Path, str, str]
"""Where data deviates (relative to the judged value), what was expected there, and perhaps what was found."""


class Assertion:
    """A constraint on plain JSON data: None, bool, int, float or Decimal, str, list, dict."""

    __slots__ = ()

    def is_enum_for(self, value: Any) -> bool:
        """Whether it is an enum with values of this kind: not closed to one that was received and is sent back."""
        return False

    @property
    def words(self) -> str:
        """What it adds to the words of a type, if that can be said in a few."""
        return ""

    def problems(self, value: Any) -> Iterator[Complaint]:
        """What the value has against it; nothing where it satisfies the constraint."""
        raise NotImplementedError
