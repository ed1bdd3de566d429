"""From JSON pointers to places in the text, found only when somebody asks.

A diagnostic carries a pointer. When it is printed, one pass over the text finds the places of all wanted
pointers at once; parts of the document that nobody asked for are skipped at the scanner's speed.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable

from openapi_vendor.diagnostics import Pointer
from openapi_vendor.source.wanted import Place

_BLANK = re.compile(r"[ \t\n\r]*")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Offsets to lines and columns, both 1-based; lines end as editors see it (LF, CR LF, CR)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def find(text: str, is_json: bool, pointers: Iterable[Pointer]) -> dict[Pointer, Place]:
    """The places of the pointers in a text that was read without complaint. Absent ones have no `start`."""
    root = Place()
    wanted: dict[Pointer, Place] = {}
    for pointer in pointers:
        place = root
        for token in pointer:
            place = place.members.setdefault(str(token), Place())
        wanted[pointer] = place
    if is_json:
        _find_json(text, root)
    else:
        from openapi_vendor.source.yaml_positions import find_yaml  # costs what reading JSON does not need

        find_yaml(text, root)
    return wanted


def _find_json(text: str, root: Place) -> None:
    skip = json.JSONDecoder().raw_decode
    blank = _BLANK.match

    def after_blanks(index: int) -> int:
        match = blank(text, index)
        return match.end() if match else index

    at = after_blanks(0)
    open_containers: list[tuple[Place, int, list[int]]] = []  # with the start, and the number of items so far
    place, start, key = root, at, None
    while True:
        if place.members and text[at] in "{[":
            place.found(start, None, key, False)
            open_containers.append((place, start, [0]))
            at += 1
        else:
            at = skip(text, at)[1]
            place.found(start, at, key, False)
        # Walk on to the next wanted member, closing what is finished.
        while open_containers:
            container, opened, count = open_containers[-1]
            at = after_blanks(at)
            if text[at] == ",":
                at = after_blanks(at + 1)
            if text[at] in "}]":
                at += 1
                container.end = at
                open_containers.pop()
                continue
            if text[opened] == "{":
                key = at
                name, at = skip(text, at)
                at = after_blanks(after_blanks(at) + 1)
            else:
                key = None
                name = str(count[0])
                count[0] += 1
            member = container.members.get(name)
            if member is None:
                at = skip(text, at)[1]
            else:
                place, start = member, at
                break
        else:
            return
