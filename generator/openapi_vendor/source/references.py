"""`$ref`: from a reference to the value that it stands for, one step at a time.

RFC 3986 for the address, RFC 6901 for the pointer, JSON Schema 2020-12 (8.2) for `$id` and anchors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import unquote, urldefrag, urljoin

from openapi_vendor.diagnostics import Diagnostic, Location, Pointer, Refused, Severity, quote
from openapi_vendor.source.chains import Chains, Circle
from openapi_vendor.source.node import Node, Source
from openapi_vendor.source.pointers import pointer_text, similar, split_pointer
from openapi_vendor.source.resources import Resources, base_uri

T = TypeVar("T")

MAX_HINTS = 50  # looking for similar names in a document full of dangling references is not worth the time
MAX_HOPS = 100  # references met on the way along one pointer

_OF_2_0 = {
    "definitions": "#/components/schemas",
    "parameters": "#/components/parameters",
    "responses": "#/components/responses",
    "securityDefinitions": "#/components/securitySchemes",
}
"""Where OpenAPI 3 has what Swagger 2.0 had at its top level."""

_Visited = frozenset[tuple[str, Pointer]]


class References:
    """Resolves references between the sources added so far.

    `open_file` reads a further file: it takes the address without its fragment and the node that refers to
    it, and raises Refused. `may_fetch` says whether the policy allows an address of the web.
    """

    def __init__(
        self, open_file: Callable[[str, Node], Source], may_fetch: Callable[[str], bool] = lambda address: False
    ) -> None:
        self._open_file = open_file
        self._may_fetch = may_fetch
        self._resources: dict[str, Resources] = {}
        self._by_uri: dict[str, tuple[Source, Pointer]] = {}
        self._resolved: dict[tuple[str, Pointer, str], Node] = {}
        self._chains = Chains(_reference, lambda node: self.resolve(node, node.data["$ref"]), Refused)
        self._dynamic: dict[tuple[str, Pointer], dict[str, Node]] = {}
        self._hints = 0
        self.has_dynamic_anchors = False

    def add(self, source: Source) -> None:
        """Make a loaded source known by its address, and by every `$id` and `$self` in it."""
        resources = self._resources[source.display] = Resources(source)
        self.has_dynamic_anchors = self.has_dynamic_anchors or bool(resources.dynamic)
        self._by_uri.setdefault(base_uri(source), (source, ()))
        for pointer, uri in resources.bases.items():
            self._by_uri.setdefault(uri, (source, pointer))

    def resource(self, node: Node) -> tuple[str, Pointer]:
        """The file and the pointer of the resource that a node belongs to."""
        return node.source.display, self._resources[node.source.display].around(node.pointer)

    def dynamic_anchors(self, node: Node) -> dict[str, Node]:
        """The dynamic anchors of the resource that a node belongs to."""
        display, resource = self.resource(node)
        nodes = self._dynamic.get((display, resource))
        if nodes is None:
            source = node.source.original
            found = self._resources[display].dynamic.get(resource, {})
            nodes = {name: Node(_at(source.data, pointer), source, pointer) for name, pointer in found.items()}
            self._dynamic[display, resource] = nodes
        return nodes

    def resolve(self, base: Node, reference: str) -> Node:
        """What `reference`, standing at `base`, means. Raises Refused with the place of the reference."""
        resource = self._resources[base.source.display].around(base.pointer)
        key = (base.source.display, resource, reference)
        node = self._resolved.get(key)
        if node is None:
            node = self._resolved[key] = self._resolve(base, reference, resource, frozenset())
        return node

    def follow(self, node: Node) -> Node:
        """The end of a chain of references; the node itself where it is none. Raises Refused."""
        end = self._chains.end(node)
        if isinstance(end, Circle):
            raise Refused(circular(node, end, lambda link: link))
        if isinstance(end, Refused):
            raise Refused(end.diagnostic)
        return end

    def _resolve(self, base: Node, reference: str, resource: Pointer, visited: _Visited) -> Node:
        source = base.source
        uri, _, encoded = reference.partition("#")
        try:
            fragment = unquote(encoded, errors="strict")
        except UnicodeDecodeError:
            raise dangling(base, reference, "its percent-encoding is not UTF-8") from None
        if uri:
            source, resource = self._locate(base, uri, resource)
        if not fragment:
            return self._walk(base, reference, source, resource, visited)
        if not fragment.startswith("/"):
            pointer = self._anchor(base, reference, source, resource, fragment)
            return self._walk(base, reference, source, pointer, visited)
        tokens = split_pointer(fragment)
        if resource:
            # Real documents give schemas an `$id` and go on referring to the document's own components.
            try:
                return self._walk(base, reference, source, (*resource, *tokens), visited)
            except Refused:
                pass
        return self._walk(base, reference, source, tokens, visited)

    def _locate(self, base: Node, uri: str, resource: Pointer) -> tuple[Source, Pointer]:
        """The source and the resource that an address names: one that we know, or a file to read."""
        try:
            absolute = urldefrag(urljoin(self._resources[base.source.display].bases[resource], uri)).url
        except ValueError:
            absolute = uri
        known = self._by_uri.get(absolute)
        if known is not None:
            return known
        # An `$id` is often a mere name: it is no place to look unless the user says so.
        return self._open_file(absolute if self._may_fetch(absolute) else uri, base), ()

    def _anchor(self, base: Node, reference: str, source: Source, resource: Pointer, name: str) -> Pointer:
        anchors = self._resources[source.display].anchors
        pointer = anchors.get((resource, name))
        if pointer is None:
            looks_like = similar(name, [known for at, known in anchors if at == resource])
            hint = "A JSON pointer begins with `#/`."
            if looks_like is not None:
                hint = f"Did you mean {quote('#' + looks_like)}?"
            raise dangling(base, reference, f"there is no $anchor {quote(name)}", hint)
        return pointer

    def _walk(self, base: Node, reference: str, source: Source, tokens: Pointer, visited: _Visited) -> Node:
        """Follow the tokens through objects and arrays, and through references that stand in the way."""
        value: Any = source.data
        pointer: Pointer = ()
        for token in tokens:
            if type(value) is dict and token in value:
                value = value[token]
                pointer = (*pointer, token)
            elif type(value) is list and _is_index(str(token), len(value)):
                value = value[int(token)]
                pointer = (*pointer, int(token))
            elif type(value) is dict and isinstance(value.get("$ref"), str):
                visit = (source.display, pointer)
                if visit in visited or len(visited) == MAX_HOPS:
                    raise dangling(base, reference, "it goes round in a circle")
                visited = visited | {visit}
                around = self._resources[source.display].around(pointer)
                target = self._resolve(Node(value, source, pointer), value["$ref"], around, visited)
                rest = (*target.pointer, *tokens[len(pointer) :])
                return self._walk(base, reference, target.source, rest, visited)
            else:
                raise self._missing(base, reference, source, pointer, value, str(token))
        return Node(value, source, pointer)

    def _missing(self, base: Node, reference: str, source: Source, pointer: Pointer, value: Any, token: str) -> Refused:
        place = quote(pointer_text(pointer), 100) if pointer else "the document"
        if source is not base.source:
            place += f" of {quote(source.display, 100)}"
        hint = ""
        if type(value) is dict:
            message = f"{place} has no {quote(token)}"
            if self._hints < MAX_HINTS:
                self._hints += 1
                looks_like = similar(token, value)
                hint = f"Did you mean {quote(looks_like)}?" if looks_like is not None else ""
                if pointer == () and token in _OF_2_0 and source.data.get("openapi") is not None:
                    hint = f"Since OpenAPI 3.0 they stand in {quote(_OF_2_0[token])}."
        elif type(value) is list:
            message = f"{place} has {len(value)} items and no {quote(token)}"
        else:
            message = f"{place} is neither an object nor an array"
        return dangling(base, reference, message, hint)


def _reference(node: Node) -> tuple[str, Pointer, str] | None:
    """What tells a reference from others; None for what is none."""
    reference = node.data.get("$ref") if type(node.data) is dict else None
    return (node.source.display, node.pointer, reference) if isinstance(reference, str) else None


def _at(data: Any, pointer: Pointer) -> Any:
    for token in pointer:
        data = data[token]
    return data


def circular(base: Node, circle: Circle[T], link: Callable[[T], Node]) -> Diagnostic:
    """The same words wherever the circle is entered; the place of entry is where the diagnostic stands.

    `link` gives the node of a link of the circle.
    """
    circle.text = circle.text or _along([(node.source.display, node.pointer) for node in map(link, circle.links)])
    message = f"the reference leads round in a circle: {circle.text}"
    hint = "One of them must be the schema or object itself."
    return Diagnostic(Severity.ERROR, "ref-circular", message, place_of_reference(base), hint)


def _along(chain: list[tuple[str, Pointer]]) -> str:
    first = chain.index(min(chain, key=lambda place: (place[0], pointer_text(place[1]))))
    names = [quote(pointer_text(pointer), 100) for _, pointer in [*chain[first:], *chain[: first + 1]]]
    return " -> ".join(names if len(names) <= 10 else [*names[:9], "...", names[-1]])


def dangling(base: Node, reference: str, why: str, hint: str = "") -> Refused:
    message = f"{quote(reference, 100)} leads nowhere: {why}"
    return Refused(Diagnostic(Severity.ERROR, "ref-dangling", message, place_of_reference(base), hint))


def place_of_reference(base: Node) -> Location:
    """Its `$ref` where `base` is the object that holds it, else `base` itself."""
    if type(base.data) is dict and "$ref" in base.data:
        return Location(base.source.display, (*base.pointer, "$ref"))
    return base.location


def _is_index(token: str, length: int) -> bool:
    """Whether the token is an index into an array of this length (RFC 6901: no leading zero)."""
    is_number = token.isascii() and token.isdigit() and (token == "0" or token[0] != "0")
    return is_number and len(token) < 10 and int(token) < length
