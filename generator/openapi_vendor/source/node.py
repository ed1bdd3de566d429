"""`Node`, a value of a document and where it stands, and `Source`, a loaded file."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from openapi_vendor.diagnostics import Location, Pointer

Scope = tuple[tuple[str, str, Pointer], ...]
"""Names of `$dynamicAnchor`, each with the file and the place where the outermost one stands."""


class Source:
    """A loaded file.

    `display` is the name shown to the user, as they would write it. `path` is the real path, None for what
    came over HTTP (then `url` is set). `text` is the decoded content, `is_json` how it was read, and `data`
    the plain data: dict (keys are always str), list, str, int, float, Decimal, bool, None. `is_readable` is
    False for a file that only appears in a diagnostic about itself. `origins` tells where the values were
    written that an overlay brought in or moved. `scope` tells copies apart that are read in different dynamic scopes,
    `original` is what they are copies of.
    """

    __slots__ = ("_original", "data", "display", "is_json", "is_readable", "origins", "path", "scope", "text", "url")

    def __init__(
        self,
        display: str,
        data: Any,
        *,
        path: Path | None = None,
        url: str | None = None,
        text: str = "",
        is_json: bool = False,
        is_readable: bool = True,
        origins: dict[Pointer, Location] | None = None,
    ) -> None:
        self.display: Final = display
        self.data: Final = data
        self.path: Final = path
        self.url: Final = url
        self.text: Final = text
        self.is_json: Final = is_json
        self.is_readable: Final = is_readable
        self.origins: Final = origins if origins is not None else {}
        self.scope: Scope = ()
        self._original: Source | None = None

    @property
    def original(self) -> Source:
        return self if self._original is None else self._original

    def in_scope(self, scope: Scope) -> Source:
        """A copy that is another source to all who remember things by source."""
        other = copy.copy(self)
        other.scope, other._original = scope, self
        return other

    def __repr__(self) -> str:
        return f"<Source {self.display!a}>"


class Node:
    """A value of a document and where it stands. Immutable, and cheap: documents have millions.

    `data` is plain data. A member may itself be a `Node`: that is how the upgrade of older dialects builds
    new shapes out of parts that remember where they came from.
    """

    __slots__ = ("data", "pointer", "source")

    def __init__(self, data: Any, source: Source, pointer: Pointer = ()) -> None:
        self.data: Final = data
        self.source: Final = source
        self.pointer: Final = pointer

    @property
    def location(self) -> Location:
        return Location(self.source.display, self.pointer)

    def get(self, key: str) -> Node | None:
        """The member `key` of an object. None where it is absent, or where this is not an object."""
        data = self.data
        if type(data) is not dict or key not in data:
            return None
        value = data[key]
        return value if type(value) is Node else Node(value, self.source, (*self.pointer, key))

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of an object in document order; none where this is not an object."""
        data = self.data
        if type(data) is dict:
            source, pointer = self.source, self.pointer
            for key, value in data.items():
                yield key, value if type(value) is Node else Node(value, source, (*pointer, key))

    def elements(self) -> Iterator[Node]:
        """The items of an array in order; none where this is not an array."""
        data = self.data
        if type(data) is list:
            source, pointer = self.source, self.pointer
            for index, value in enumerate(data):
                yield value if type(value) is Node else Node(value, source, (*pointer, index))

    def __repr__(self) -> str:
        return f"<Node {self.source.display!a} {self.pointer!a}>"


def origin_of(pointer: Pointer, origins: dict[Pointer, Location], display: str) -> Location:
    """Where the value at a pointer was written: by the nearest known origin at or above it."""
    for length in range(len(pointer), -1, -1):
        known = origins.get(pointer[:length])
        if known is not None:
            return Location(known.file, (*known.pointer, *pointer[length:]))
    return Location(display, pointer)
