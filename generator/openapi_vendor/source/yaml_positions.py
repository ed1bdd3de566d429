"""The places of values in a YAML text, one pass over its events for each level of aliases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from openapi_vendor.source.wanted import Place
from openapi_vendor.source.yaml_reader import Loader

_MAX_PASSES = 8  # one per level of aliases inside aliases; beyond that the alias itself is shown

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


def find_yaml(text: str, root: Place) -> None:
    """Give the places below `root` that are asked for what they are."""
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
