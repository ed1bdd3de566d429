"""References: from a `$ref` to the object it means, however long the chain.

`Sources.resolve` makes one step, under the loading policy; here it is more lenient, and what it finds is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import unquote

from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Refused, Severity, quote
from openapi_vendor.lowering.scopes import Scopes
from openapi_vendor.source import Node, Source, Sources, pointer_text
from openapi_vendor.source.chains import Chains, Circle
from openapi_vendor.source.pointers import split_pointer
from openapi_vendor.source.references import circular

T = TypeVar("T")

OVERRIDES = ("summary", "description")
_NAME = re.compile(r"[A-Za-z0-9_-]+\Z")
_LOCAL = re.compile(r"#/(?:\$|%24)?(?:defs|definitions)/[^/]+(?:/.*)?\Z")


class Unresolved(Exception):
    """A reference leads nowhere; the diagnostic has been added already."""


class References:
    """Follows references."""

    def __init__(self, sources: Sources, diagnostics: Diagnostics) -> None:
        self._sources = sources
        self.written = sources.written
        self.scopes = Scopes(sources, diagnostics)
        self._diagnostics = diagnostics
        self._steps: dict[tuple[Source, str], Node] = {}
        self._chains = Chains(_reference, self.target, Unresolved, _overridden)

    def step(self, base: Node, reference: str, *, to_schema: bool = False) -> Node:
        """The node that `reference`, written at `base`, names. Raises `Unresolved`.

        Where it leads to a schema, it may be the mere name of one.
        """
        found = self.found(base, reference, to_schema=to_schema)
        if isinstance(found, Diagnostic):
            self._diagnostics.add(found)
            raise Unresolved
        return found

    def found(self, base: Node, reference: str, *, to_schema: bool = False) -> Node | Diagnostic:
        """The same, or why there is none."""
        if base.source.scope:  # what a reference leads to does not depend on the way to it
            base = Node(base.data, base.source.original, base.pointer)
        # References by pointer into the same file are nearly all, and mean the same wherever they stand.
        plain = reference.startswith("#/")
        known = self._steps.get((base.source, reference)) if plain else None
        if known is None:
            try:
                known = self._sources.resolve(base, reference)
            except Refused as refused:
                plain = False
                known = self._nearest(base, reference) or (self._by_name(base, reference) if to_schema else None)
                if known is None:
                    return refused.diagnostic
            if plain:
                self._steps[base.source, reference] = known
        return known

    def _nearest(self, base: Node, reference: str) -> Node | None:
        """What the nearest schema around a reference defines under the name that the document does not define.

        `#/$defs/X` is written for a schema that was a document of its own, and then became part of this one.
        """
        match = _LOCAL.match(reference)
        if match is None:
            return None
        keyword, *rest = split_pointer(unquote(match[0][1:]))
        holders = [Node(base.source.data, base.source)]
        for token in base.pointer:
            inner = _inside(holders[-1].data, token)
            if inner is None:
                break
            holders.append(Node(inner, base.source, (*holders[-1].pointer, token)))
        for holder in reversed(holders):
            found = holder.get(str(keyword))
            for token in rest:
                found = found.get(str(token)) if found is not None else None
            if found is not None:
                place = quote(pointer_text(found.pointer), 100)
                message = f"{quote(reference)} leads nowhere: it is read as {place}, of the schema around it"
                self._diagnostics.warning("ref-nearest", message, base.location)
                return found
        return None

    def _by_name(self, base: Node, reference: str) -> Node | None:
        """The schema that a mere name means where no file has it: Swagger 1.2 wrote `$ref: Pet`, and many still do."""
        if not _NAME.match(reference):
            return None
        root = Node(base.source.data, base.source)
        components = root.get("components")
        for key, container in (("definitions", root), ("schemas", components)):
            schemas = container.get(key) if container is not None else None
            found = schemas.get(reference) if schemas is not None else None
            if found is not None:
                place = quote("#/" + "/".join(map(str, found.pointer)))
                message = f"{quote(reference)} is not a file: it is read as {place}"
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
        return self.ended(node, self._chains.end(node), lambda link: link)

    def ended(self, node: Node, end: T | Circle[T] | Unresolved, link: Callable[[T], Node]) -> T:
        """The end of a chain that begins at `node`. Raises `Unresolved` where there is none."""
        if isinstance(end, Circle):
            self._diagnostics.add(circular(node, end, link))
            raise Unresolved
        if isinstance(end, Unresolved):
            raise Unresolved
        return end

    def end_of(self, node: Node) -> Node | None:
        """What a node means in the end; None, and a diagnostic, where a reference leads nowhere."""
        try:
            return self.follow(node)
        except Unresolved:
            return None

    def prose(self, node: Node) -> str | None:
        """The text that a description is which stands elsewhere: in a file of prose, or as a string of a document."""
        text = None
        try:
            text = self._sources.prose(node)
            if text is None:
                target = self._sources.follow(node)
                text = target.data if type(target.data) is str else None
        except Refused as refused:
            self._diagnostics.add(replace(refused.diagnostic, severity=Severity.WARNING))
        ending = "its text is the description" if text is not None else "it leads to no text, and is ignored"
        self._diagnostics.warning("description-reference", f"a description is a reference: {ending}", node.location)
        return text


def _reference(node: Node) -> Hashable | None:
    """What tells a reference from others; None for what is none."""
    if type(node.data) is not dict or "$ref" not in node.data:
        return None
    reference = node.data["$ref"]
    return node.source, node.pointer, reference if type(reference) is str else None


def _overridden(reference: Node, end: Node) -> Node:
    """The end of a chain with what stands beside one of its references."""
    stated = {field: value for field in OVERRIDES if (value := reference.get(field)) and type(value.data) is str}
    return Node({**end.data, **stated}, end.source, end.pointer) if stated and type(end.data) is dict else end


def _inside(data: Any, token: str | int) -> Any:
    """What stands in an object or array under a token of a pointer that leads through it; None where nothing does."""
    if type(data) is dict:
        return data.get(token)
    return data[token] if type(data) is list and isinstance(token, int) else None
