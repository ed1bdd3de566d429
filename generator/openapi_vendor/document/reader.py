"""Typed access to the members of a node: what has the wrong type is reported and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from openapi_vendor.diagnostics import Diagnostics, quote
from openapi_vendor.source import Node

KINDS = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}


def kind(data: object) -> str:
    """The JSON type of a value, with its article, for messages."""
    return KINDS.get(type(data), "a number")


def scalar_text(data: object) -> str | None:
    """A number or boolean as the text that its author most likely wrote; None for anything else."""
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int | float | Decimal):
        return str(data)
    return None


def _is_reference(node: Node) -> bool:
    return type(node.data) is dict and type(node.data.get("$ref")) is str


class Reader:
    """Reads members of objects. Absent and `null` are None (or the default), silently.

    `written` gives a scalar as its author typed it: `1.10`, which YAML reads as the number 1.1. `follow` leads from
    an object with a `$ref` to what it means, `prose` to the text of a description; both to None where it is lost.
    """

    def __init__(
        self,
        diagnostics: Diagnostics,
        written: Callable[[Node], str | None] | None = None,
        follow: Callable[[Node], Node | None] | None = None,
        prose: Callable[[Node], str | None] | None = None,
    ) -> None:
        self.diagnostics = diagnostics
        self._written = written
        self._follow = follow
        self._prose = prose

    def text(self, node: Node, key: str) -> str | None:
        """A string member. A number or boolean is taken as the text it was written as, with a warning."""
        data = node.data
        value = data.get(key) if type(data) is dict else None
        if value is None or type(value) is str:
            return value
        child = node.get(key)
        assert child is not None
        if type(child.data) is str:
            return child.data
        if key == "description" and self._prose is not None and _is_reference(child):
            return self._prose(child)
        text = scalar_text(child.data)
        if text is not None and self._written is not None:
            text = self._written(child) or text
        self._wrong(child, key, "a string", "it is read as text" if text is not None else "it is ignored")
        return text

    def flag(self, node: Node, key: str, default: bool = False) -> bool:
        """A boolean member. `"true"` and `"false"` are understood, with a warning."""
        child = node.get(key)
        if child is None or child.data is None:
            return default
        if isinstance(child.data, bool):
            return child.data
        self._wrong(child, key, "a boolean", "it is ignored")
        return {"true": True, "false": False}.get(child.data, default) if type(child.data) is str else default

    def _child(self, node: Node, key: str) -> Node | None:
        """A member that must stand here, though many documents keep it elsewhere and refer to it."""
        child = node.get(key)
        if child is None or child.data is None:
            return None
        if self._follow is None or not _is_reference(child):
            return child
        message = f"`{quote(key)[1:-1]}` is a reference: it is followed, though a `$ref` may not stand here"
        self.diagnostics.warning("misplaced-reference", message, child.location)
        found = self._follow(child)
        if found is None or type(found.data) is not dict or len(child.data) == 1:
            return found
        beside = {name: member for name, member in child.items() if name != "$ref"}
        return Node({**dict(found.items()), **beside}, child.source, child.pointer)

    def mapping(self, node: Node, key: str) -> Node | None:
        """A member that must be an object."""
        child = self._child(node, key)
        if child is None:
            return None
        if type(child.data) is dict:
            return child
        self._wrong(child, key, "an object", "it is ignored")
        return None

    def members(self, node: Node, key: str) -> Iterator[tuple[str, Node]]:
        """The members of an object member, without its extensions (`x-…`)."""
        child = self.mapping(node, key)
        if child is not None:
            for name, value in child.items():
                if not name.startswith("x-"):
                    yield name, value

    def elements(self, node: Node, key: str) -> Iterator[Node]:
        """The items of an array member."""
        child = self._child(node, key)
        if child is None:
            return
        if type(child.data) is not list:
            self._wrong(child, key, "an array", "it is ignored")
        yield from child.elements()

    def texts(self, node: Node, key: str) -> tuple[str, ...]:
        """An array of strings; other items are reported and left out."""
        found = []
        for item in self.elements(node, key):
            if type(item.data) is str:
                found.append(item.data)
            else:
                self._wrong(item, key, "a string", "it is ignored")
        return tuple(found)

    def _wrong(self, child: Node, key: str, expected: str, effect: str) -> None:
        message = f"`{quote(key)[1:-1]}` must be {expected}, not {kind(child.data)}: {effect}"
        self.diagnostics.warning("wrong-type", message, child.location)
