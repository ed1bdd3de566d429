"""The library's paths into a document, each of which keeps what stands at its end.

As it comes, a path walks down from the root for every question that is put to it: half a million times for GitHub's
document, a dozen for each schema ("does it have `allOf`?"). Here it takes one step from the path that it was made of,
once, and references are followed as everywhere else (`Sources.follow`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self, cast

from jsonschema_path.accessors import SchemaAccessor
from jsonschema_path.paths import SchemaPath
from msgspec import Struct
from referencing import Registry, Resource, Specification

from openapi_vendor.source import Node, Sources
from openapi_vendor.source.resources import base_uri

Key = str | int


def document_path(root: Node, sources: Sources) -> SchemaPath:
    """The path of a document's root."""
    # As it comes, every file is searched for schemas, which fails on files that are none.
    accessor = _Accessor.from_schema(root.data, Specification.OPAQUE, base_uri(root.source))
    assert isinstance(accessor, _Accessor)
    accessor.bind(root, sources)
    return _Path(accessor)


def _member(data: Any, key: Any) -> Any:
    if key in (data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()):
        return data[key]
    raise KeyError(key)


class _Reached(Struct, frozen=True):
    """What stands at a path, and what resolves the references in it, for the library's validators of values."""

    contents: Any
    resolver: Any


class _Accessor(SchemaAccessor):
    """A document, and what the references in it and in the files that they lead to stand for."""

    def bind(self, root: Node, sources: Sources) -> None:
        self.root = root
        self._sources = sources
        document = Resource.opaque(root.data)
        # Without a function of ours, it would fetch what references lead to.
        registry: Registry[Any] = Registry(retrieve=self._read)  # type: ignore[call-arg]  # attrs makes its constructor
        self._registry = registry.with_resource(base_uri(root.source), document)

    def _read(self, uri: str) -> Resource[Any]:
        return Resource.opaque(self._sources.resolve(self.root, uri).data)

    def step(self, start: Node, part: Key) -> Node:
        """A member of an object or an array, or what it stands for where it is a reference.

        Raises KeyError where there is no such member, and Refused where a reference has no end.
        """
        member = _member(start.data, part)
        return self._sources.follow(Node(member, start.source, (*start.pointer, part)))

    def reached(self, node: Node) -> _Reached:
        return _Reached(node.data, self._registry.resolver(base_uri(node.source)))


class _Path(SchemaPath):
    """A path that remembers."""

    _parent: Self | None = None
    _node: Node | None = None

    def __truediv__(self, key: Key) -> Self:
        child = object.__new__(type(self))
        # The library sets each of them past its frozen dataclass, which takes twice as long.
        child.__dict__.update(parts=(*self.parts, key), separator=self.separator, accessor=self.accessor, _parent=self)
        return child

    @property
    def _document(self) -> _Accessor:
        return cast(_Accessor, self.accessor)

    def node(self) -> Node:
        """What stands at the end, behind any references. Raises what `_Accessor.step` raises."""
        node = self._node
        if node is None:
            # Only the root is made without a parent.
            start = self._parent.node() if self._parent is not None else self._document.root
            node = start if self._parent is None else self._document.step(start, self.parts[-1])
            object.__setattr__(self, "_node", node)
        return node

    @contextmanager
    def resolve(self) -> Iterator[Any]:
        yield self._document.reached(self.node())

    def read_value(self) -> Any:
        return self.node().data

    def exists(self) -> bool:
        try:
            self.node()
        except KeyError:
            return False
        return True

    def __contains__(self, key: Key) -> bool:
        try:
            data = self.node().data
        except KeyError:
            return False
        return key in data if isinstance(data, dict) else isinstance(data, list) and key in range(len(data))

    def __getitem__(self, key: Key) -> Any:
        value = _member(self.node().data, key)
        return self / key if isinstance(value, dict | list) else value

    def keys(self) -> Sequence[Any]:
        data = self.node().data
        if isinstance(data, dict | list):
            return data.keys() if isinstance(data, dict) else range(len(data))  # type: ignore[return-value]
        raise KeyError(*self.parts[-1:])

    def __len__(self) -> int:
        return len(self.keys())

    def __iter__(self) -> Iterator[Self]:
        for key in self.keys():
            yield self / key

    def items(self) -> Iterator[tuple[Any, Self]]:
        for key in self.keys():
            yield key, self / key
