"""The bridge to what is still written as text: annotations and records as text on one line, their imports noted."""

from __future__ import annotations

from collections.abc import Iterable

from openapi_vendor import ir
from openapi_vendor.python import code
from openapi_vendor.python.annotations import Annotator
from openapi_vendor.python.imports import Imports
from openapi_vendor.python.names import TypeName


class AnnotatedText:
    """What `nodes` makes, as text."""

    def __init__(self, nodes: Annotator, imports: Imports) -> None:
        self.nodes = nodes
        self._imports = imports

    def text(self, node: code.Node) -> str:
        self._imports.need(node)
        return node.text

    def texts(self, nodes: Iterable[code.Node]) -> tuple[str, ...]:
        return tuple(self.text(node) for node in nodes)

    def of(self, type_: ir.Type, *, plain: bool = False) -> str:
        return self.text(self.nodes.of(type_, plain=plain))

    def members(self, type_: ir.Type, *, plain: bool = False) -> tuple[str, ...]:
        return self.texts(self.nodes.members(type_, plain=plain))

    def alternatives(self, type_: ir.Type) -> str:
        return self.text(self.nodes.alternatives(type_))

    def joined(self, type_: ir.Type, *, plain: bool = False) -> str:
        """The members of a type as one annotation."""
        return self.text(self.nodes.joined(self.nodes.members(type_, plain=plain)))

    def write(self, type_: ir.Type) -> str:
        return self.text(self.nodes.write(type_))

    def reference(self, name: TypeName) -> str:
        return self.text(self.nodes.reference(name))

    def use(self, symbol: str) -> str:
        return self.text(self.nodes.use(symbol))
