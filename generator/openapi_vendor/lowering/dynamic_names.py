"""Which names a `$dynamicRef` asks for at a place of a document, or anywhere that references lead to from there.

References go in circles, and many lead to the same: so what is asked for is worked out for all places of a circle at
once (Tarjan's strongly connected components), and each place is looked at once in a run.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from openapi_vendor.diagnostics import Pointer, Refused
from openapi_vendor.source import Node, Sources
from openapi_vendor.source.resources import inside

_Key = tuple[str, Pointer, bool]


class _Place(Struct):
    """A place that is being looked at: its number, the first number in its circle, and the names so far."""

    key: _Key
    number: int
    first: int
    names: int
    onward: Iterator[tuple[Node, bool]]


class DynamicNames:
    """A set of names is an integer with a bit for each: sets are many, and are joined again and again."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._bits: dict[str, int] = {}
        self._names: dict[_Key, int] = {}

    def bit(self, name: str) -> int:
        """The set of this one name."""
        return 1 << self._bits.setdefault(name, len(self._bits))

    def asked(self, node: Node) -> int:
        """The set of the names that are asked for from `node` on."""
        start = _key(node, is_named=False)
        if start in self._names:
            return self._names[start]
        numbers: dict[_Key, int] = {}
        open_: list[_Place] = []  # of circles that are not known whole
        path = [self._place(node, False, numbers)]
        open_.append(path[0])
        while path:
            place = path[-1]
            for inner, is_named in place.onward:
                key = _key(inner, is_named)
                if key in self._names:
                    place.names |= self._names[key]
                elif key in numbers:
                    place.first = min(place.first, numbers[key])
                else:
                    path.append(self._place(inner, is_named, numbers))
                    open_.append(path[-1])
                    break
            else:
                path.pop()
                if place.first == place.number:
                    self._close(open_, place)
                elif path:
                    path[-1].first = min(path[-1].first, place.first)
                if path:
                    path[-1].names |= place.names
        return self._names[start]

    def _close(self, open_: list[_Place], root: _Place) -> None:
        """All of the circle that `root` begins ask for what it asks for."""
        while True:
            place = open_.pop()
            self._names[place.key] = root.names
            if place is root:
                return

    def _place(self, node: Node, is_named: bool, numbers: dict[_Key, int]) -> _Place:
        key = _key(node, is_named)
        number = numbers[key] = len(numbers)
        names = 0
        onward = [
            (Node(value, node.source.original, pointer), named)
            for pointer, value, named in inside(node.pointer, node.data, is_named)
        ]
        for keyword in ("$ref", "$dynamicRef") if type(node.data) is dict and not is_named else ():
            reference = node.data.get(keyword)
            if type(reference) is not str:
                continue
            if keyword == "$dynamicRef":
                names |= self.bit(reference.partition("#")[2])
            try:
                onward.append((self._sources.resolve(node, reference), False))
            except Refused:
                pass  # it is reported where it is read
        return _Place(key, number, number, names, iter(onward))


def _key(node: Node, is_named: bool) -> _Key:
    return node.source.display, node.pointer, is_named
