"""What values are in XML, as source: `XmlNode(...)` for what is not an element of its property's name."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.python import code
from openapi_vendor.python.limits import Use
from openapi_vendor.text import Text


def xml_nodes(declaration: ir.Object, use: Use) -> code.Dict:
    """The entries of a model's table: its properties that XML has under another name or as something else."""
    return code.Dict(
        tuple(
            code.Entry(code.string(member.name), xml_node(member.xml, use, member.name))
            for member in declaration.properties
            if member.xml is not None
        )
    )


def xml_node(node: ir.XmlNode, use: Use, inferred: Text | None = None) -> code.Call:
    """The record of a node; a name that the runtime infers is left out."""
    items: list[code.Node] = []
    if node.name is not None and node.name != inferred:
        items.append(code.string(node.name))
    if node.kind is not ir.XmlKind.ELEMENT:
        items.append(code.Keyword("kind", code.string(node.kind.value)))
    if node.namespace is not None:
        items.append(code.Keyword("namespace", code.string(node.namespace)))
    if node.prefix is not None:
        items.append(code.Keyword("prefix", code.string(node.prefix)))
    if node.items is not None:
        items.append(code.Keyword("items", xml_node(node.items, use, inferred)))
    return code.Call(use("XmlNode"), tuple(items))
