"""What things are called, and in which component or operation they lie: read off their place alone.

A name is the way from an anchor (a component, an operation, the target of a `$ref`) down to the schema:
`components/schemas/User/properties/timers` is ("User", "timers"). Nothing depends on the order in which
things were met, so the same document gives the same names whatever was added beside it.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final

from msgspec import Struct

from openapi_vendor.diagnostics import Pointer
from openapi_vendor.document.schema import CHOICES, COMPOSITION, KEYWORDS, REFERENCES, WRITTEN
from openapi_vendor.document.shapes import NAMED_SCHEMAS, SCHEMAS_BY_PATTERN, Holds
from openapi_vendor.document.upgrade import METHODS
from openapi_vendor.ir import Key, NameIntent, Owner, Role
from openapi_vendor.source import Node, Source
from openapi_vendor.text import Text

Part = Text | Role | int

SCHEMA: Final = "schema"

_OTHERS: Final = REFERENCES | COMPOSITION
"""What null beside means "or null" (`amends`)."""

_MAPS: Final = {
    "schemas": SCHEMA,
    "definitions": SCHEMA,
    "$defs": SCHEMA,
    "responses": "response",
    "parameters": "parameter",
    "requestBodies": "requestBody",
    "headers": "header",
    "callbacks": "callback",
    "pathItems": "pathItem",
    "mediaTypes": "mediaType",
}
"""The members of `components`, and what their members are."""

_ROLES: Final = {
    record.name: Role.ITEM if record.of == "array" else Role.VALUE
    for record in KEYWORDS.values()
    if record.shape.holds is Holds.ONE and record.of is not None
}
_MEMBERS: Final = {
    name: record.shape for name, record in WRITTEN.items() if record.shape.holds in (Holds.LIST, Holds.MAP)
}
"""Keywords that hold several schemas."""


class Anchor(Struct, frozen=True):
    """A place with a name of its own. `kind` is what stands there, `owner` the key of what it belongs to."""

    kind: str
    owner: Owner
    parts: tuple[Part, ...]


def key_of(node: Node) -> Key:
    """The key of the declaration of the schema at a node."""
    return Key(node.source.display, node.pointer, node.source.scope)


class Anchors:
    """Knows the anchors, and names everything below them."""

    def __init__(self) -> None:
        self._fixed: dict[tuple[Source, Pointer], Anchor] = {}
        self._targets: dict[tuple[Source, Pointer], str] = {}
        self._words: dict[tuple[Source, Pointer], str] = {}

    def fix(self, node: Node, kind: str, parts: tuple[Part, ...], owner: Owner | None = None) -> None:
        """Give a component or an operation its name; the first one counts."""
        anchor = Anchor(kind, key_of(node) if owner is None else owner, parts)
        self._fixed.setdefault((node.source, node.pointer), anchor)

    def target(self, node: Node, kind: str) -> None:
        """Remember that a `$ref` leads here. It is an anchor only where nothing fixed is above it."""
        self._targets.setdefault((node.source, node.pointer), kind)

    def call(self, node: Node, branch: Node) -> None:
        """Name a place that the document does not have after the variant `branch`, which was merged there."""
        word = variant_word(branch.data)
        if word is not None:
            self._words[node.source, node.pointer] = word

    def name(self, source: Source, pointer: Pointer) -> tuple[NameIntent, Owner]:
        """What the schema at a place should be called, and the key of its owner."""
        anchor, length = self._above(source, pointer)
        parts = list(anchor.parts)
        walk = _Walk(anchor.kind, _at(source.data, pointer[:length]), parts)
        for end, token in enumerate(pointer[length:], length + 1):
            before = len(parts)
            walk.step(token)
            word = self._words.get((source, pointer[:end]))
            if word is not None:
                parts[before:] = [Text(word)]
        if not parts:
            parts.append(Text("value"))
        return NameIntent(tuple(parts)), anchor.owner

    def above(self, node: Node) -> list[Node]:
        """The nodes around `node`, innermost first, up to the component or operation it lies in."""
        _, length = self._above(node.source, node.pointer)
        pointers = [node.pointer[:end] for end in range(len(node.pointer), length - 1, -1)]
        return [Node(_at(node.source.data, pointer), node.source, pointer) for pointer in pointers]

    def _above(self, source: Source, pointer: Pointer) -> tuple[Anchor, int]:
        for length in range(len(pointer), -1, -1):
            fixed = self._fixed.get((source, pointer[:length]))
            if fixed is not None:
                return fixed, length
        for length in range(len(pointer) + 1):
            kind = self._targets.get((source, pointer[:length]))
            if kind is not None:
                node = Node(None, source, pointer[:length])
                return Anchor(kind, key_of(node), _own_name(source, pointer[:length])), length
        return Anchor(SCHEMA, key_of(Node(None, source, pointer)), _own_name(source, pointer)), len(pointer)


def _own_name(source: Source, pointer: Pointer) -> tuple[Part, ...]:
    """The last word of the pointer, else the file's name."""
    for token in reversed(pointer):
        if type(token) is str and token not in _MAPS and token not in ("schema", "content", "items"):
            return (Text(token),)
    stem = PurePosixPath(source.display.replace("\\", "/")).name.split(".")[0]
    return (Text(stem),)


def _at(data: Any, pointer: Pointer) -> Any:
    for token in pointer:
        data = _child(data, token)
    return data


def _child(data: Any, token: str | int) -> Any:
    """A member of plain data; None where there is none (merged schemas stand at places of their own)."""
    if type(data) is Node:
        data = data.data
    try:
        return data[token]
    except (KeyError, IndexError, TypeError):
        return None


class _Walk:
    """Goes down token by token, knowing what kind of object it stands in, and collects the words."""

    def __init__(self, kind: str, data: Any, parts: list[Part]) -> None:
        self.kind = kind
        self.data = data
        self.parts = parts
        self.keyword: str | None = None
        """The keyword of a schema in whose value it stands, where that holds several schemas."""

    def step(self, token: str | int) -> None:
        inside, self.data = self.data, _child(self.data, token)
        if self.keyword is not None:
            keyword, self.keyword = self.keyword, None
            self._member(keyword, token, inside)
        elif self.kind == SCHEMA:
            self._schema(str(token))
        else:
            self._object(token, inside)

    def _schema(self, token: str) -> None:
        if token in _MEMBERS:
            self.keyword = token
        elif token in _ROLES:
            self.parts.append(_ROLES[token])

    def _member(self, keyword: str, token: str | int, inside: Any) -> None:
        if keyword in CHOICES:
            self._branch(token, inside)
        elif keyword == "prefixItems":
            self.parts += [Role.ITEM, int(token) + 1 if type(token) is int else Text(str(token))]
        elif _MEMBERS[keyword] is SCHEMAS_BY_PATTERN:
            self.parts.append(Role.VALUE)
        elif _MEMBERS[keyword] is NAMED_SCHEMAS:
            self.parts.append(Text(str(token)))

    def _branch(self, token: str | int, inside: Any) -> None:
        """A variant: the word that tells it from others, else its number. One beside null is not a variant."""
        branches = [branch for branch in inside if not is_null(branch)] if type(inside) is list else []
        if len(branches) == 1:
            return
        word = variant_word(self.data)
        if word is not None:
            self.parts.append(Text(word))
        else:
            self.parts += [Role.VARIANT, int(token) + 1 if type(token) is int else 0]

    def _object(self, token: str | int, inside: Any) -> None:
        kind, word = self.kind, str(token)
        if word == "schema":
            self.kind = SCHEMA
        elif word == "itemSchema":
            self.kind = SCHEMA
            self.parts.append(Role.ITEM)
        elif kind == "operation":
            self._operation(word)
        elif kind == "responses":
            self._response(word, inside)
        elif kind == "response" and word == "headers":
            self.kind = "headers"
            self.parts.append(Role.HEADERS)
        elif kind == "headers":
            self.kind = "header"
            self.parts.append(Text(word))
        elif kind == "parameters":
            self.kind = "parameter"
            self._parameter(word)
        elif kind == "callbacks":
            self.kind = "callback"
            self.parts.append(Text(word))
        elif kind == "callback":
            self.kind = "pathItem"
        elif kind == "pathItem":
            if word == "parameters":
                self.kind = "parameters"
            elif word in METHODS:
                self.kind = "payload"
        elif kind == "payload":
            self._operation(word)
        elif kind == "components":
            self.kind = _MAPS.get(word, kind)

    def _operation(self, word: str) -> None:
        self.kind = word
        if word == "requestBody":
            self.parts.append(Role.BODY)

    def _response(self, word: str, responses: Any) -> None:
        self.kind = "response"
        self.parts += response_role(word, responses)

    def _parameter(self, word: str) -> None:
        data = self.data if type(self.data) is dict else {}
        if data.get("in") == "body":
            self.parts.append(Role.BODY)
        elif type(data.get("name")) is str:
            self.parts.append(Text(data["name"]))
        else:
            self.parts.append(Text(word))


def response_role(status: str, responses: Any) -> list[Part]:
    """The first success is the response; others carry their number, and failures say that they are some."""
    if status[:1] == "2":
        first = next((code for code in responses if str(code)[:1] == "2"), None)
        return [Role.RESPONSE] if first in (status, None) else [Text(status), Role.RESPONSE]
    return [Role.ERROR] if status == "default" else [Text(status), Role.ERROR]


def is_null(branch: Any) -> bool:
    """Whether a schema allows nothing but null, and says so."""
    branch = branch.data if type(branch) is Node else branch
    if type(branch) is not dict:
        return False
    return branch.get("enum") == [None] or (branch.get("type") == "null" and _OTHERS.isdisjoint(branch))


def variant_word(branch: Any) -> str | None:
    """What tells a variant from others: its title, the name of what it refers to, the value of a property."""
    if type(branch) is not dict:
        return None
    title, reference = branch.get("title"), branch.get("$ref")
    if type(title) is str and title.strip():
        return title
    if type(reference) is str and reference.rpartition("/")[2]:
        return reference.rpartition("/")[2]
    properties = branch.get("properties")
    for schema in properties.values() if type(properties) is dict else ():
        if type(schema) is dict:
            values = [schema["const"]] if "const" in schema else schema.get("enum")
            if type(values) is list and len(values) == 1 and type(values[0]) is str and values[0].strip():
                return values[0]
    return None
