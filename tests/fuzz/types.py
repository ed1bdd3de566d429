"""Every place of a document with a value of every type: the systematic half of the fuzz."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.fuzz.mutate import load

RICH = tuple(sorted((Path(__file__).parent / "rich").glob("*.yaml")))
"""Small documents of our own, one for each version, that use every keyword."""

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, "", " ", "x", "\x00", [], [None], [[]], [{}], ["x"], ["x", 1, "x"]),
    *({}, {"x": None}, {"x": "x"}, {"x": {}}, {"": []}, {"$ref": "#"}, {"$ref": "#/x"}, {"$ref": []}),
)
"""One or more of every type, and what a reader may take for something else."""

TYPES = "types"
"""The seed that stands for every place with a value of every type, evenly chosen."""

Place = tuple[Any, ...]


def places(data: Any, place: Place = ()) -> Iterator[Place]:
    """Every value inside a document, by the keys that lead to it, in document order."""
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in members:
        yield (*place, key)
        yield from places(value, (*place, key))


def replaced(data: Any, place: Place, value: Any) -> Any:
    """A copy of a document with another value at a place; what is not on the way to it is shared."""
    if not place:
        return copy.deepcopy(value)
    first, *rest = place
    changed = copy.copy(data)
    changed[first] = replaced(data[first], tuple(rest), value)
    return changed


def pairs() -> list[tuple[Path, Place, int]]:
    """Every place of every rich document with the index of every value, spread so that a stride meets all kinds."""
    found = [(path, place) for path in RICH for place in places(load(path))]
    return [(*each, index) for index in range(len(VALUES)) for each in found]
