"""The declarations: asked for by key, made later, in an order that is the document's.

Nothing here recurses. A type that needs a declaration gets its `Ref` at once, and the declaration itself is
made when the queue comes to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.lowering.anchors import key_of
from openapi_vendor.source import Node

NO_NAME = ir.NameIntent(())
"""Names are given when everything is known (`finish.py`)."""


class Place(Struct, frozen=True):
    """Where a type stands: what it would be declared as. Merged schemas stand at places of their own."""

    node: Node

    @property
    def key(self) -> ir.Key:
        return key_of(self.node)

    def below(self, *tokens: str | int) -> Place:
        """A place inside this one. It need not exist in the document."""
        return Place(Node(None, self.node.source, (*self.node.pointer, *tokens)))

    def holds(self, node: Node) -> bool:
        """Whether `node` lies inside this place."""
        pointer = self.node.pointer
        return node.source is self.node.source and node.pointer[: len(pointer)] == pointer


class Declarations:
    """What has been declared, and what waits to be.

    `made` are the declarations by key, `places` says where each key stands, and `referred` are the keys
    that some reference names.
    """

    def __init__(self) -> None:
        self.made: dict[ir.Key, ir.Declaration] = {}
        self.places: dict[ir.Key, Node] = {}
        self.referred: set[ir.Key] = set()
        self._objects: set[ir.Key] = set()
        self._waiting: deque[Callable[[], None]] = deque()

    def refer(self, node: Node, declare: Callable[[Node], None]) -> ir.Key:
        """The key of the target of a reference; `declare` is called for it when its turn comes."""
        key = key_of(node)
        self.referred.add(key)
        if key not in self.places:
            self.places[key] = node
            self._waiting.append(lambda: declare(node))
        return key

    def component(self, node: Node) -> ir.Key:
        """The key of a component, which the caller declares himself."""
        key = key_of(node)
        self.places.setdefault(key, node)
        return key

    def object(self, place: Place, make: Callable[[ir.Key], ir.Object]) -> ir.Ref:
        """The reference to the object at `place`, made by `make` (given its key) when its turn comes."""
        key = place.key
        if key not in self._objects:
            self._objects.add(key)
            self.places.setdefault(key, place.node)
            self._waiting.append(lambda: self.made.__setitem__(key, make(key)))
        return ir.Ref(key)

    def apart(self, place: Place, aspect: ir.Aspect, make: Callable[[], ir.Type]) -> ir.Ref:
        """The reference to a type at `place` that gets a declaration of its own, made when its turn comes."""
        key = replace(place.key, aspect=aspect)
        if key not in self.places:
            self.places[key] = place.node

            def declare() -> None:
                self.made[key] = ir.Alias(key, NO_NAME, "", place.node.location, ir.Documentation(), make())

            self._waiting.append(declare)
        return ir.Ref(key)

    def is_object(self, key: ir.Key) -> bool:
        """Whether an object is, or will be, declared under this key."""
        return key in self._objects

    def work(self) -> None:
        """Make what waits, and what comes to wait meanwhile."""
        while self._waiting:
            self._waiting.popleft()()
