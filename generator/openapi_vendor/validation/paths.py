"""The library's paths into a document, each of which keeps what stands at its end.

As it comes, a path walks down from the root for every question that is put to it: half a million times for GitHub's
document, a dozen for each schema ("does it have `allOf`?"). Here it takes one step from the path that it was made of,
once, and each reference is followed once. What a path means, and what it raises, is the library's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self, cast

from jsonschema_path._referencing_compat import base_uri_of, rebind_registry, registry_of
from jsonschema_path.accessors import SchemaAccessor
from jsonschema_path.nodes import SchemaNode
from jsonschema_path.paths import SPEC_SEPARATOR, SchemaPath
from jsonschema_path.utils import is_ref
from referencing import Specification
from referencing._core import Resolved, Resolver
from referencing.exceptions import Unresolvable

Document = Mapping[str, Any]
Key = str | int


def document_path(document: Document, base_uri: str, handlers: Mapping[str, Callable[[str], Any]]) -> SchemaPath:
    """The path of a document's root. `handlers`, by the scheme of a URI, read the files that references lead to."""
    # As it comes, every file is searched for schemas, which fails on files that are none.
    accessor = _Accessor.from_schema(document, Specification.OPAQUE, base_uri, handlers)
    return _Path(accessor, separator=SPEC_SEPARATOR)


class _Accessor(SchemaAccessor):
    """A document, and what the references in it and in the files they lead to stand for."""

    def __init__(self, schema: Document, resolver: Resolver[Any], resolved_cache_maxsize: int = 0) -> None:
        super().__init__(schema, resolver, resolved_cache_maxsize)
        self._files = registry_of(resolver)
        self._ends: dict[tuple[str, str], Resolved[Any] | type[Exception]] = {}

    def step(self, start: Resolved[Any], part: Key) -> Resolved[Any]:
        """A member of an object or an array, or what it stands for where it is a reference.

        Raises KeyError where there is no such member, Unresolvable for a reference that leads nowhere, and
        RecursionError for one that leads round in a circle.
        """
        node: Any = start.contents
        if (isinstance(node, dict) and part in node) or (isinstance(node, list) and part in range(len(node))):
            node = node[cast("Any", part)]
        else:
            node = SchemaNode._get_subnode(node, part)
        member = Resolved(node, start.resolver)  # type: ignore[call-arg]  # attrs makes its constructor
        return self._follow(member) if is_ref(node) else member

    def _follow(self, reference: Resolved[Any]) -> Resolved[Any]:
        """The end of a chain of references. For all of them it is found out once: chains may be long, and many."""
        end: Resolved[Any] | type[Exception] = reference
        chain: dict[tuple[str, str], None] = {}
        while isinstance(end, Resolved) and is_ref(end.contents):
            # The scope of dynamic references is not part of the key: it matters to anchors only, and no file has any.
            key = (base_uri_of(end), end.contents["$ref"])
            if key in chain:
                end = RecursionError
            else:
                chain[key] = None
                end = self._ends.get(key) or self._look_up(end)
        self._ends.update(dict.fromkeys(chain, end))
        if isinstance(end, Resolved):
            return end
        raise end(reference.contents["$ref"])

    def _look_up(self, reference: Resolved[Any]) -> Resolved[Any] | type[Exception]:
        resolver = rebind_registry(reference.resolver, self._files)
        try:
            target = resolver.lookup(reference.contents["$ref"])
        except Unresolvable:
            return Unresolvable
        self._files = registry_of(target)
        return target


class _Path(SchemaPath):
    """A path that remembers. What is not overridden here walks down from the root, as the library does."""

    _parent: Self | None = None
    _resolved: Resolved[Any] | None = None

    def _make_child(self, args: list[Any]) -> Self:
        child = self
        for part in self._parse_args(args, sep=self.separator):
            child = child._make_child_relpath(part)
        return child

    def _make_child_relpath(self, part: Any) -> Self:
        child = object.__new__(type(self))
        # The library sets each of them past its frozen dataclass, which takes twice as long.
        child.__dict__.update(parts=(*self.parts, part), separator=self.separator, accessor=self.accessor, _parent=self)
        return child

    def _reached(self) -> Resolved[Any]:
        """What stands at the end, behind any references. Raises what `_Accessor.step` raises."""
        resolved = self._resolved
        if resolved is None:
            assert isinstance(self.accessor, _Accessor)
            if self._parent is None:
                resolved = self.accessor.get_resolved(self.parts)
            else:
                resolved = self.accessor.step(self._parent._reached(), self.parts[-1])
            object.__setattr__(self, "_resolved", resolved)
        return resolved

    @contextmanager
    def resolve(self) -> Iterator[Resolved[Any]]:
        yield self._reached()

    def read_value(self) -> Any:
        return self._reached().contents

    def __contains__(self, key: Key) -> bool:
        try:
            node = self._reached().contents
        except (KeyError, IndexError, TypeError):
            return False
        return key in node if isinstance(node, dict) else isinstance(node, list) and key in range(len(node))

    def __getitem__(self, key: Key) -> Any:
        node = self._reached().contents
        if not isinstance(node, dict) or key not in node:
            return super().__getitem__(key)
        return self._make_child_relpath(key) if isinstance(node[key], dict | list) else node[key]

    def keys(self) -> Sequence[Key]:
        node = self._reached().contents
        if isinstance(node, dict):
            return cast("Sequence[Key]", node.keys())
        return range(len(node)) if isinstance(node, list) else super().keys()

    def __iter__(self) -> Iterator[Self]:
        for key in self.keys():
            yield self._make_child_relpath(key)

    def items(self) -> Iterator[tuple[Key, Self]]:
        for key in self.keys():
            yield key, self._make_child_relpath(key)
