"""Dynamic scopes: what `$dynamicRef` means for whom (JSON Schema 2020-12 §8.2.3.2).

The outermost resource on the way to a `$dynamicRef` decides, so a schema may mean different things to those that refer
to it. Where that is so, what they refer to is a copy of its file's `Source`, which knows the way: everything that is
remembered by source is then remembered for each way by itself, and there are no more ways than anchors to choose from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openapi_vendor.diagnostics import Pointer, Refused
from openapi_vendor.source import Node, Source, Sources
from openapi_vendor.source.node import Scope
from openapi_vendor.source.resources import objects

Bindings = Mapping[str, Node]
"""For names of `$dynamicAnchor`, where the outermost one stands."""


class Scopes:
    """Knows the ways to schemas."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._bindings: dict[Scope, Bindings] = {(): {}}
        self._copies: dict[tuple[Source, Scope], Source] = {}

    def entered(self, base: Node, target: Node) -> Node:
        """`target`, as one comes to it from a reference at `base`."""
        if not self._sources.has_dynamic_anchors:
            return target
        bindings = dict(self._bindings[base.source.scope])
        if self._sources.resource(base) != self._sources.resource(target):
            for name, node in self._sources.dynamic_anchors(base).items():
                bindings.setdefault(name, node)
        else:
            for name, node in _beside(base):
                bindings.setdefault(name, node)
        if bindings:  # what asks for none of them is the same for all
            asked = self._asked(target, bindings)
            bindings = {name: node for name, node in bindings.items() if name in asked}
        scope = tuple((name, node.source.display, node.pointer) for name, node in sorted(bindings.items()))
        self._bindings.setdefault(scope, bindings)
        return Node(target.data, self._copy(target.source.original, scope), target.pointer)

    def bound(self, base: Node, reference: str, target: Node) -> Node:
        """What the `$dynamicRef` at `base` means, which leads to `target` if it is read as a `$ref`."""
        name = reference.partition("#")[2]
        if type(target.data) is not dict or target.data.get("$dynamicAnchor") != name:
            return target
        return self._bindings[base.source.scope].get(name, target)

    def _asked(self, start: Node, bindings: Bindings) -> set[str]:
        """The names that a `$dynamicRef` asks for at `start`, or anywhere that leads to from there."""
        names: set[str] = set()
        seen: set[tuple[str, Pointer]] = set()
        waiting = [start]
        while waiting:
            node = waiting.pop()
            place = (node.source.display, node.pointer)
            if place in seen:
                continue
            seen.add(place)
            for pointer, schema in objects(node.data, node.pointer):
                at = Node(schema, node.source.original, pointer)
                for keyword in ("$ref", "$dynamicRef"):
                    reference = schema.get(keyword)
                    if type(reference) is not str:
                        continue
                    name = reference.partition("#")[2]
                    if keyword == "$dynamicRef" and name in bindings:
                        names.add(name)
                        waiting.append(bindings[name])
                    try:
                        waiting.append(self._sources.resolve(at, reference))
                    except Refused:
                        pass  # it is reported where it is read
        return names

    def _copy(self, source: Source, scope: Scope) -> Source:
        if not scope:
            return source
        key = (source, scope)
        if key not in self._copies:
            self._copies[key] = source.in_scope(scope)
        return self._copies[key]


def _beside(base: Node) -> Iterator[tuple[str, Node]]:
    """The dynamic anchors in the `$defs` of the schemas around a reference, the nearest first.

    Without `$id` they are of one resource, which JSON Schema leaves open if it has one twice; what is meant are those
    of the schema that refers.
    """
    around, data = [], base.source.data
    for step in base.pointer:
        around.append(data)
        try:
            data = data[step]
        except (LookupError, TypeError):
            break
    pointers = [base.pointer[:length] for length in range(len(around))]
    for pointer, schema in [(base.pointer, base.data), *reversed(list(zip(pointers, around, strict=True)))]:
        definitions = schema.get("$defs") if type(schema) is dict else None
        for key, definition in definitions.items() if type(definitions) is dict else ():
            name = definition.get("$dynamicAnchor") if type(definition) is dict else None
            if type(name) is str:
                yield name, Node(definition, base.source.original, (*pointer, "$defs", key))
