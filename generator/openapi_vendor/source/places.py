"""`Places`: lines, columns and excerpts of the files of one run, worked out when first asked for."""

from __future__ import annotations

from collections.abc import Iterable

from openapi_vendor.diagnostics import Location, Pointer
from openapi_vendor.source import positions
from openapi_vendor.source.excerpts import excerpt
from openapi_vendor.source.node import Node, Source, origin_of
from openapi_vendor.source.wanted import Place


class Places:
    """Places in the files added so far, by the name they are shown under."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._lines: dict[str, positions.Lines] = {}
        self._found: dict[str, dict[Pointer, Place]] = {}

    def add(self, source: Source) -> None:
        self._sources[source.display] = source

    def origin(self, location: Location) -> Location:
        """Where a value was written: in an overlay, for what an overlay brought into the document."""
        source = self._sources.get(location.file)
        if source is None or not source.origins:
            return location
        return origin_of(location.pointer, source.origins, source.display)

    def locate(self, locations: Iterable[Location]) -> None:
        """Find the places of many locations in one pass per file; asking for one of them later is cheap."""
        by_file: dict[str, list[Pointer]] = {}
        for location in map(self.origin, locations):
            by_file.setdefault(location.file, []).append(location.pointer)
        for file, pointers in by_file.items():
            source = self._sources.get(file)
            if source is not None and source.is_readable:
                self.find(source, pointers)

    def position(self, location: Location, at_key: bool = False) -> tuple[int, int] | None:
        """Line and column, 1-based, of the value or of its key; of what is around it where it is absent.

        None where the file is unknown or could not be read.
        """
        location = self.origin(location)
        source = self._sources.get(location.file)
        if source is None or not source.is_readable:
            return None
        found = self.find(source, [location.pointer])
        for length in range(len(location.pointer), -1, -1):
            place = found[location.pointer[:length]]
            if place.start is not None:
                is_whole = length == len(location.pointer)
                offset = place.keys[-1] if at_key and is_whole and place.keys else place.start
                return self.lines(source).place(offset)
        return None

    def excerpt(self, file: str, line: int, column: int) -> str | None:
        """The line of the file with a caret under the column, ready to print. None where there is none."""
        source = self._sources.get(file)
        lines = self.lines(source) if source is not None else None
        if lines is None or not 1 <= line <= len(lines.starts):
            return None
        return excerpt(lines, line, column)

    def written(self, node: Node) -> str | None:
        """A scalar as its author typed it (`1.10` for a version that YAML reads as the number 1.1)."""
        location = self.origin(node.location)
        source = self._sources[location.file]
        place = self.find(source, [location.pointer])[location.pointer]
        if place.start is None or place.end is None:
            return None
        return source.text[place.start : place.end]

    def find(self, source: Source, pointers: Iterable[Pointer]) -> dict[Pointer, Place]:
        """The places of the pointers and of what is around them, which stands in for an absent value."""
        known = self._found.setdefault(source.display, {})
        wanted = {
            pointer[:length] for pointer in pointers if pointer not in known for length in range(len(pointer) + 1)
        }
        if wanted:
            known.update(positions.find(source.text, source.is_json, wanted))
        return known

    def lines(self, source: Source) -> positions.Lines:
        lines = self._lines.get(source.display)
        if lines is None:
            lines = self._lines[source.display] = positions.Lines(source.text)
        return lines
