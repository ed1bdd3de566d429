"""The XML of a schema (OpenAPI "XML Object"): which node a value becomes, and what it is called.

A node is found through references and single branches of `allOf`, what stands nearer counting more. What several
branches of an `allOf` say of themselves is not what the whole is called, so it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field

from openapi_vendor import ir
from openapi_vendor.diagnostics import quote
from openapi_vendor.document import Dialect, Schema
from openapi_vendor.lowering import all_of
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.recursion import SchemaReader
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_NAME: Final = r"[A-Za-z_\u00c0-\U000effff][A-Za-z0-9_.\-\u00b7\u00c0-\U000effff]*\Z"
"""A name without a prefix (Namespaces in XML 1.0, NCName; letters beyond Latin are not looked at one by one)."""
_MAX_STEPS: Final = 50
_MAX_ARRAYS: Final = 10
_KINDS: Final = {kind.value: kind for kind in ir.XmlKind}


class _Found(Struct):
    """What the schemas on the way say: their XML Objects, the outermost last, and whether they are an array."""

    xml: list[Node] = field(default_factory=list)
    items: Node | None = None
    is_array: bool = False
    component: Text | None = None
    steps: int = 0


class XmlNodes:
    """Finds the nodes of properties and of whole bodies."""

    def __init__(self, schemas: SchemaReader) -> None:
        self._schemas = schemas
        self._context: Context = schemas.context
        self._components = {(node.source, node.pointer): Text(name) for name, node in schemas.components.items()}

    def of_property(self, name: str, nodes: Sequence[Node]) -> ir.XmlNode | None:
        """The node of a property; None for an element of the property's name."""
        node = self._node(nodes, Text(name), 0)
        return None if node == ir.XmlNode(Text(name)) else node

    def of_body(self, schema: Node, *, received: bool) -> ir.XmlNode | None:
        """The root element of a body; None where the schema says nothing of what is inside."""
        members = all_of.flatten(self._schemas, self._schemas.read(schema))
        if not any(map(_has_parts, members)):
            return None
        found = self._found([schema])
        name = self._name(found) or found.component
        if name is None and not received:
            message = "nothing names the root element of this XML: it is sent as `root`"
            self._context.warning("xml-without-name", message, schema.location, "Give the schema `xml: {name: ...}`.")
        items = None
        if found.is_array:
            items = ir.XmlNode() if found.items is None else self._node([found.items], None, 1)
        return ir.XmlNode(name, self._text(found, "namespace"), self._text(found, "prefix"), items=items)

    def _node(self, nodes: Sequence[Node], inferred: Text | None, arrays: int) -> ir.XmlNode:
        found = self._found(nodes)
        name = self._name(found)
        written = self._text(found, "nodeType")
        namespace, prefix = self._text(found, "namespace"), self._text(found, "prefix")
        if found.is_array and arrays < _MAX_ARRAYS:
            is_wrapped = written == "element" if written is not None else self._flag(found, "wrapped")
            own = name or inferred if is_wrapped else inferred
            items = ir.XmlNode(own) if found.items is None else self._node([found.items], own, arrays + 1)
            return ir.XmlNode(name or inferred, namespace, prefix, items=items) if is_wrapped else items
        kind = ir.XmlKind.ATTRIBUTE if self._flag(found, "attribute") else ir.XmlKind.ELEMENT
        if written is not None and written not in _KINDS:
            message = f"the XML node type {quote(written.raw)} is not supported here: it is an element"
            self._context.warning("xml-node-type", message, found.xml[-1].location)
        elif written is not None:
            kind = _KINDS[written.raw]
        if found.component is not None and (inferred is None or self._is_3_2(nodes[-1])):
            inferred = found.component
        return ir.XmlNode(name or inferred, namespace, prefix, kind)

    def _is_3_2(self, node: Node) -> bool:
        return self._context.dialect(node) >= Dialect.V3_2

    def _found(self, nodes: Sequence[Node]) -> _Found:
        found = _Found()
        for node in nodes:
            self._collect(self._schemas.read(node), found)
        return found

    def _collect(self, schema: Schema, found: _Found) -> None:
        found.steps += 1
        if found.steps > _MAX_STEPS:
            return
        if schema.reference is not None:
            try:
                self._collect(self._schemas.target(schema), found)
            except Unresolved:
                pass
        branches = [self._schemas.read(node) for node in schema.all_of]
        for branch in branches:
            if branch.reference is None or (len(branches) == 1 and schema.properties is None):
                self._collect(branch, found)
        found.component = self._components.get(schema.identity, found.component)
        if schema.items is not None:
            found.items = schema.items
        if schema.items is not None or schema.prefix_items or "array" in (schema.types or ()):
            found.is_array = True
        if schema.xml is not None:
            found.xml.append(schema.xml)

    def _text(self, found: _Found, name: str) -> Text | None:
        for node in reversed(found.xml):
            text = self._context.reader.text(node, name)
            if text:
                return Text(text)
        return None

    def _name(self, found: _Found) -> Text | None:
        """`name`, if it is one that XML allows; the placeholder `##default` of Java's libraries is none."""
        name = self._text(found, "name")
        if name is None or re.match(_NAME, name.raw):
            return name
        if name.raw != "##default":
            message = f"{quote(name.raw)} is not a valid XML name (Namespaces in XML 1.0): it is ignored"
            self._context.warning("xml-name", message, found.xml[-1].location)
        return None

    def _flag(self, found: _Found, name: str) -> bool:
        return any(self._context.reader.flag(node, name) for node in found.xml)


def _has_parts(schema: Schema) -> bool:
    additional = schema.additional_properties
    return bool(
        schema.properties
        or schema.items is not None
        or schema.prefix_items
        or schema.one_of
        or schema.any_of
        or (additional is not None and type(additional.data) is dict and additional.data)
    )
