"""From JSON pointers to places in the text, found only when somebody asks.

A diagnostic carries a pointer. When it is printed, one pass over the text finds the places of all wanted
pointers at once; parts of the document that nobody asked for are skipped at the scanner's speed.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

import yaml

from generator.diagnostics import Pointer
from generator.source.yaml_reader import Loader

_BLANK = re.compile(r"[ \t\n\r]*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_MAX_PASSES = 8  # one per level of aliases inside aliases; beyond that the alias itself is shown


class Place:
    """Where a value stands, in characters: `start`, `end`, and in `keys` every occurrence of its key.

    Also the node of the tree of wanted pointers that the passes walk along.
    """

    __slots__ = ("end", "is_merged", "keys", "members", "start")

    def __init__(self) -> None:
        self.members: dict[str, Place] = {}
        self.start: int | None = None
        self.end: int | None = None
        self.keys: list[int] = []
        self.is_merged = False  # found through `<<` only: a member of the mapping itself overrides it

    def found(self, start: int, end: int | None, key: int | None, is_merged: bool) -> None:
        if is_merged and self.start is not None:
            return
        if self.is_merged and not is_merged:
            self.keys.clear()
        self.start, self.end, self.is_merged = start, end, is_merged
        if key is not None:
            self.keys.append(key)


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
        _find_yaml(text, root)
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


_Wanted = tuple[Place, bool]  # a place, and whether it is wanted through `<<`


class _Frame:
    """An open container. `wanted` is what is asked of it; `merging`: its items go to the one around."""

    __slots__ = ("count", "is_mapping", "key", "key_at", "merging", "wanted")

    def __init__(self, is_mapping: bool, wanted: list[_Wanted], merging: bool) -> None:
        self.is_mapping = is_mapping
        self.wanted = wanted
        self.merging = merging
        self.key: str | None = None
        self.key_at: int | None = None
        self.count = 0


def _find_yaml(text: str, root: Place) -> None:
    targets: dict[int, list[_Wanted]] = {0: [(root, False)]}
    for _ in range(_MAX_PASSES):
        targets = _yaml_pass(text, targets)
        if not targets:
            return


def _yaml_pass(text: str, targets: dict[int, list[_Wanted]]) -> dict[int, list[_Wanted]]:
    """Note the places below the values with these numbers (in order of appearance).

    Returns what is wanted below values that an alias stands for, by the number of the anchored value.
    """
    next_event: Callable[[], Any] = Loader(text).get_event
    anchors: dict[str, tuple[int, str | None]] = {}
    beyond: dict[int, list[_Wanted]] = {}
    stack: list[_Frame] = []
    number = -1
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            frame = stack.pop()
            for place, _ in frame.wanted:
                if place.end is None:
                    place.end = event.end_mark.index
            continue
        is_scalar = kind is yaml.ScalarEvent
        is_mapping = kind is yaml.MappingStartEvent
        if not (is_scalar or is_mapping or kind is yaml.SequenceStartEvent or kind is yaml.AliasEvent):
            if kind is yaml.StreamEndEvent:
                return beyond
            continue
        number += 1
        if event.anchor is not None and kind is not yaml.AliasEvent:
            anchors[event.anchor] = (number, event.value if is_scalar else None)
        wanted: list[_Wanted] = []
        merging = False
        if stack:
            frame = stack[-1]
            if frame.is_mapping and frame.key is None:
                written = event.value if is_scalar else anchors.get(str(event.anchor), (0, ""))[1]
                frame.key, frame.key_at = written or "", event.start_mark.index
                frame.merging = is_scalar and written == "<<" and event.implicit[0]
                continue
            merging = frame.merging and kind is yaml.SequenceStartEvent
            wanted = _wanted(frame, event)
        if number in targets:
            wanted = wanted + targets[number]
        if kind is yaml.AliasEvent:
            below = [one for one in wanted if one[0].members]
            if below and event.anchor in anchors:
                beyond.setdefault(anchors[event.anchor][0], []).extend(below)
        elif not is_scalar:
            stack.append(_Frame(is_mapping, wanted, merging))
        if number == 0:
            for place, _ in wanted:
                place.found(event.start_mark.index, _end(event), None, False)


def _wanted(frame: _Frame, event: Any) -> list[_Wanted]:
    """What is wanted of the value that comes next in the frame. Notes where the value stands."""
    if frame.merging:  # a mapping gives its members to the one around it
        if frame.is_mapping:
            frame.key, frame.merging = None, False
        return [(place, True) for place, _ in frame.wanted]
    if frame.is_mapping:
        name, key = frame.key or "", frame.key_at
        frame.key = None
    else:
        name, key = str(frame.count), None
        frame.count += 1
    wanted = [(place.members[name], merged) for place, merged in frame.wanted if name in place.members]
    for place, merged in wanted:
        place.found(event.start_mark.index, _end(event), key, merged)
    return wanted


def _end(event: Any) -> int | None:
    """Where a scalar ends. The end of a container comes with its own event, that of an alias with none."""
    return event.end_mark.index if isinstance(event, yaml.ScalarEvent) and event.end_mark else None
