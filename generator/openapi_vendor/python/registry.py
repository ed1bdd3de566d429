"""One registry of identifiers: no two things get names that are equal to anyone, on any disk.

Names are claimed in order of importance: the first claimant of a word keeps it, so that adding something
later never renames what was there. Equality is by case-folding (identifiers are ASCII, see `words.py`).
"""

from __future__ import annotations

from collections.abc import Iterable


class Scope:
    """A namespace: what is in it is unique, and none of it is reserved.

    >>> scope = Scope(reserved={"class"})
    >>> scope.claim(["class", "class_"])
    'class_'
    >>> scope.claim(["class_"])
    'class_2'
    """

    def __init__(self, reserved: Iterable[str] = (), allocated: set[str] | None = None) -> None:
        """`allocated` is told every name that is given out; one set may serve many scopes."""
        self._reserved = frozenset(reserved)
        self._taken: set[str] = set()
        self._allocated = allocated if allocated is not None else set()
        self._next_number: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._reserved or name.casefold() in self._taken

    def claim(self, candidates: Iterable[str]) -> str:
        """Take the first free candidate, or number the last one. Raises ValueError without any candidate."""
        last = ""
        for candidate in candidates:
            last = candidate
            if candidate and candidate not in self:
                return self._take(candidate)
        if not last:
            raise ValueError("a name needs at least one candidate that is not empty")
        number = self._next_number.get(last.casefold(), 2)
        separator = "_" if last[-1].isdigit() else ""
        while f"{last}{separator}{number}" in self:
            number += 1
        self._next_number[last.casefold()] = number + 1
        return self._take(f"{last}{separator}{number}")

    def copy(self) -> Scope:
        """A namespace of its own in which the same names are taken."""
        scope = Scope(self._reserved, self._allocated)
        scope._taken |= self._taken
        return scope

    def _take(self, name: str) -> str:
        self._taken.add(name.casefold())
        self._allocated.add(name)
        return name
