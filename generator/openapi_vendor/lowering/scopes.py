"""Dynamic scopes: what `$dynamicRef` means for whom (JSON Schema 2020-12 §8.2.3.2).

The outermost resource on the way to a `$dynamicRef` decides, so a schema may mean different things to those that refer
to it. Where that is so, what they refer to is a copy of its file's `Source`, which knows the way: everything that is
remembered by source is then remembered for each way by itself, and there are no more ways than anchors to choose from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from openapi_vendor.diagnostics import Diagnostics, Pointer
from openapi_vendor.lowering.dynamic_names import DynamicNames
from openapi_vendor.source import Node, Source, Sources
from openapi_vendor.source.node import Scope

MAX_MEANINGS: Final = 5_000
"""So many schemas, each counted once for each way that gives it another meaning, are followed in one document."""

Bindings = Mapping[str, Node]
"""For names of `$dynamicAnchor`, where the outermost one stands."""


class Scopes:
    """Knows the ways to schemas."""

    def __init__(self, sources: Sources, diagnostics: Diagnostics) -> None:
        self._sources = sources
        self._diagnostics = diagnostics
        self._names = DynamicNames(sources)
        self._defined: dict[tuple[Source, Pointer], Bindings] = {}
        self._meanings: set[tuple[Source, Pointer, Scope]] = set()
        self._is_full = False
        self._bindings: dict[Scope, Bindings] = {(): {}}
        self._copies: dict[tuple[Source, Scope], Source] = {}

    def entered(self, base: Node, target: Node) -> Node:
        """`target`, as one comes to it from a reference at `base`."""
        if not self._sources.has_dynamic_anchors:
            return target
        asked = self._names.asked(target)
        if not asked:  # what asks for no name is the same for all
            return Node(target.data, target.source.original, target.pointer)
        bindings = dict(self._bindings[base.source.scope])
        if self._sources.resource(base) != self._sources.resource(target):
            around = self._sources.dynamic_anchors(base)
        else:
            around = self._beside(base)
        for name, node in around.items():
            bindings.setdefault(name, node)
        bindings = self._asked(asked, bindings)
        scope = tuple((name, node.source.display, node.pointer) for name, node in sorted(bindings.items()))
        if not self._has_room(base, target, scope):
            return Node(target.data, target.source.original, target.pointer)
        self._bindings.setdefault(scope, bindings)
        return Node(target.data, self._copy(target.source.original, scope), target.pointer)

    def _has_room(self, base: Node, target: Node, scope: Scope) -> bool:
        """Whether one more meaning of a schema is followed: they can be as many as there are ways."""
        meaning = (target.source.original, target.pointer, scope)
        if not scope or meaning in self._meanings:
            return True
        if len(self._meanings) < MAX_MEANINGS:
            self._meanings.add(meaning)
            return True
        if not self._is_full:
            self._is_full = True
            message = (
                f"schemas have more than {MAX_MEANINGS} meanings, by the ways on which `$dynamicRef` is reached: "
                "from here on it is read as `$ref`"
            )
            self._diagnostics.warning("dynamic-meanings", message, base.location)
        return False

    def bound(self, base: Node, reference: str, target: Node) -> Node:
        """What the `$dynamicRef` at `base` means, which leads to `target` if it is read as a `$ref`."""
        name = reference.partition("#")[2]
        if type(target.data) is not dict or target.data.get("$dynamicAnchor") != name:
            return target
        return self._bindings[base.source.scope].get(name, target)

    def _asked(self, asked: int, bindings: Bindings) -> dict[str, Node]:
        """Those of the bindings that are asked for, by the schemas themselves or by what others are bound to."""
        found: dict[str, Node] = {}
        while True:
            new = {name: node for name, node in bindings.items() if name not in found and asked & self._names.bit(name)}
            if not new:
                return found
            found.update(new)
            for node in new.values():
                asked |= self._names.asked(node)

    def _beside(self, base: Node) -> dict[str, Node]:
        """The dynamic anchors in the `$defs` of the schemas around a reference, of one name the nearest.

        Without `$id` they are of one resource, which JSON Schema leaves open if it has one twice; what is meant are
        those of the schema that refers.
        """
        source, data = base.source.original, base.source.data
        around = []
        for length, step in enumerate(base.pointer):
            around.append((base.pointer[:length], data))
            try:
                data = data[step]
            except (LookupError, TypeError):
                break
        found: dict[str, Node] = {}
        for pointer, schema in [(base.pointer, base.data), *reversed(around)]:
            if type(schema) is dict and type(schema.get("$defs")) is dict:
                key = (source, pointer)
                if key not in self._defined:
                    self._defined[key] = _defined(source, pointer, schema["$defs"])
                for name, node in self._defined[key].items():
                    found.setdefault(name, node)
        return found

    def _copy(self, source: Source, scope: Scope) -> Source:
        if not scope:
            return source
        key = (source, scope)
        if key not in self._copies:
            self._copies[key] = source.in_scope(scope)
        return self._copies[key]


def _defined(source: Source, pointer: Pointer, definitions: dict[str, Any]) -> dict[str, Node]:
    """The dynamic anchors of `$defs` of the schema at `pointer`, of one name the first."""
    found: dict[str, Node] = {}
    for key, definition in definitions.items():
        name = definition.get("$dynamicAnchor") if type(definition) is dict else None
        if type(name) is str:
            found.setdefault(name, Node(definition, source, (*pointer, "$defs", key)))
    return found
