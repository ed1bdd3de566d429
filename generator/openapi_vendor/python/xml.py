"""What values are in XML, as source: `XmlNode(...)` for what is not an element of its property's name."""

from __future__ import annotations

from collections.abc import Callable

from openapi_vendor import ir
from openapi_vendor.python import literals
from openapi_vendor.text import Text


def xml_nodes(declaration: ir.Object, use: Callable[[str], str]) -> list[str]:
    """The entries of a model's table: its properties that XML has under another name or as something else."""
    return [
        f"{literals.string(member.name)}: {xml_node(member.xml, use, member.name)}"
        for member in declaration.properties
        if member.xml is not None
    ]


def xml_node(node: ir.XmlNode, use: Callable[[str], str], inferred: Text | None = None) -> str:
    """The record of a node; a name that the runtime infers is left out."""
    items: list[str] = []
    if node.name is not None and node.name != inferred:
        items.append(literals.string(node.name))
    if node.kind is not ir.XmlKind.ELEMENT:
        items.append(f"kind={literals.string(node.kind.value)}")
    if node.namespace is not None:
        items.append(f"namespace={literals.string(node.namespace)}")
    if node.prefix is not None:
        items.append(f"prefix={literals.string(node.prefix)}")
    if node.items is not None:
        items.append(f"items={xml_node(node.items, use, inferred)}")
    return f"{use('XmlNode')}({', '.join(items)})"
