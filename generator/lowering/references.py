"""References: from a `$ref` to the object it means, however long the chain.

`Sources.resolve` makes one step, under the loading policy; this module follows chains and reports circles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.diagnostics import Diagnostics, Pointer, Refused, quote
from generator.lowering.scopes import Scopes
from generator.source import Node, Source, Sources, pointer_text

OVERRIDES = ("summary", "description")
MAX_CHAIN = 100
_NAME = re.compile(r"[A-Za-z0-9_-]+\Z")
_SCHEMAS = frozenset({"schema", "schemas", "definitions"})
"""One of these is on the way to every schema."""


class Unresolved(Exception):
    """A reference leads nowhere; the diagnostic has been added already."""


class References:
    """Follows references."""

    def __init__(self, sources: Sources, diagnostics: Diagnostics) -> None:
        self._sources = sources
        self.scopes = Scopes(sources)
        self._diagnostics = diagnostics
        self._steps: dict[tuple[Source, str], Node] = {}

    def step(self, base: Node, reference: str) -> Node:
        """The node that `reference`, written at `base`, names. Raises `Unresolved`."""
        if base.source.scope:  # what a reference leads to does not depend on the way to it
            base = Node(base.data, base.source.original, base.pointer)
        # References by pointer into the same file are nearly all, and mean the same wherever they stand.
        plain = reference.startswith("#/")
        known = self._steps.get((base.source, reference)) if plain else None
        if known is None:
            try:
                known = self._sources.resolve(base, reference)
            except Refused as refused:
                known = self._by_name(base, reference)
                if known is None:
                    self._diagnostics.add(refused.diagnostic)
                    raise Unresolved from None
            if plain:
                self._steps[base.source, reference] = known
        return known

    def _by_name(self, base: Node, reference: str) -> Node | None:
        """The schema that a mere name means where no file has it: Swagger 1.2 wrote `$ref: Pet`, and many still do."""
        if not _NAME.match(reference) or _SCHEMAS.isdisjoint(base.pointer):
            return None
        root = Node(base.source.data, base.source)
        components = root.get("components")
        for key, container in (("definitions", root), ("schemas", components)):
            schemas = container.get(key) if container is not None else None
            found = schemas.get(reference) if schemas is not None else None
            if found is not None:
                place = quote("#/" + "/".join(map(str, found.pointer)))
                message = f"{quote(reference)} is no file: it is read as {place}"
                self._diagnostics.warning("ref-by-name", message, base.location)
                return found
        return None

    def target(self, node: Node) -> Node:
        """One step along the `$ref` of `node`. Raises `Unresolved`."""
        reference = node.get("$ref")
        assert reference is not None
        if type(reference.data) is not str:
            self._diagnostics.error("wrong-type", "`$ref` must be a string", reference.location)
            raise Unresolved
        return self.step(node, reference.data)

    def follow(self, node: Node) -> Node:
        """The object at `node`, or what its `$ref` leads to in the end. Raises `Unresolved`.

        `summary` and `description` beside a `$ref` replace the target's (OpenAPI 3.1 "Reference Object").
        """
        if type(node.data) is not dict or "$ref" not in node.data:
            return node
        overrides: dict[str, Node] = {}
        seen = {(node.source, node.pointer): None}
        current = node
        while type(current.data) is dict and "$ref" in current.data:
            for field in OVERRIDES:
                value = current.get(field)
                if value is not None and type(value.data) is str:
                    overrides.setdefault(field, value)
            current = self.target(current)
            if (current.source, current.pointer) in seen or len(seen) > MAX_CHAIN:
                raise self.circle(node, [pointer for _, pointer in seen])
            seen[current.source, current.pointer] = None
        if overrides and type(current.data) is dict:
            return Node({**current.data, **overrides}, current.source, current.pointer)
        return current

    def circle(self, node: Node, chain: Sequence[Pointer]) -> Unresolved:
        """Report a chain of references, given as the pointers along it, that comes back to itself."""
        names = ", ".join(quote(pointer_text(pointer), 40) for pointer in chain[:4])
        message = f"the references {names}{' ...' if len(chain) > 4 else ''} lead to each other and to no value"
        if len(chain) == 1:
            message = f"{names} refers to itself: it names nothing"
        self._diagnostics.error("ref-circular", message, node.location)
        return Unresolved()
