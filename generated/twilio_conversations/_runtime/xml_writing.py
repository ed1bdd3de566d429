"""From values to XML: models, whose classes say what their fields are there, and plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import UNSET

from .containers import Map
from .encoding import Writer, unwrapped
from .linking import object_of
from .model import Model
from .percent import Unencodable
from .shapes import Anything, Shape
from .wire import to_text
from .xml_nodes import XSI, XmlNode
from .xml_reading import array_in, depth_of, item_of

_PLAIN: Final = XmlNode()
_ANYTHING: Final = Anything()
_NAME: Final = re.compile(r"[A-Za-z_\u00c0-\U000effff][A-Za-z0-9_.\-\u00b7\u00c0-\U000effff]*")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE_ESCAPES: Final = {
    **_ESCAPES,
    **str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}),
}

Scope = dict[str, str]
"""The prefixes that are declared, and the namespaces that they stand for; "" is the default namespace."""


class XmlWriter:
    """Writes one document. Raises `Unencodable` for what XML cannot carry."""

    def __init__(self) -> None:
        self._out: list[str] = []

    def document(self, value: Any, shape: Shape, node: XmlNode) -> str:
        """The document element with everything inside."""
        self._element(node.name or "root", value, shape, node, {})
        return "".join(self._out)

    def _element(self, name: str, value: Any, shape: Shape, node: XmlNode, scope: Scope) -> None:
        declared: Scope = {}
        tag = _qualified(name, node, scope, declared)
        inner = {**scope, **declared}
        attributes: list[str] = []
        if value is None:
            declared["xsi"] = inner["xsi"] = XSI
            attributes.append(' xsi:nil="true"')
        members = list(_members(value, shape))
        for part, member, part_shape, part_node in members:
            if part_node.kind == "attribute" and member is not None:
                key = _qualified(part, part_node, inner, declared, is_attribute=True)
                inner |= declared
                text = _escaped(_text(member, part_shape), _ATTRIBUTE_ESCAPES)
                attributes.append(f' {key}="{text}"')
        namespaces = (
            f' xmlns{":" * bool(prefix)}{prefix}="{_escaped(uri, _ATTRIBUTE_ESCAPES)}"'
            for prefix, uri in declared.items()
        )
        self._out.append(f"<{tag}{''.join(namespaces)}{''.join(attributes)}")
        mark = len(self._out)
        self._out.append(">")
        self._inside(value, members, shape, node, inner)
        if len(self._out) == mark + 1:
            self._out[mark] = "/>"
        else:
            self._out.append(f"</{tag}>")

    def _inside(
        self,
        value: Any,
        members: list[tuple[str, Any, Shape, XmlNode]],
        shape: Shape,
        node: XmlNode,
        scope: Scope,
    ) -> None:
        if isinstance(value, list | tuple):
            items = node.items or _PLAIN
            for index, item in enumerate(value):
                self._element(items.name or "item", item, _item_shape(shape, index), items, scope)
        elif isinstance(value, Model | dict):
            for name, member, part_shape, part_node in members:
                if part_node.kind == "element":
                    self._property(name, member, part_shape, part_node, scope)
                elif part_node.kind != "attribute" and member is not None:
                    self._characters(_text(member, part_shape), part_node)
        elif value is not None:
            self._characters(_text(value, shape), node)

    def _property(self, name: str, value: Any, shape: Shape, node: XmlNode, scope: Scope) -> None:
        is_array = isinstance(value, list | tuple)
        array = array_in(shape)
        is_wrapped = array is not None and node.arrays >= depth_of(array)
        if (is_array or (value is None and array is not None)) and not is_wrapped:
            # Null has no place of its own where an array has none.
            for index, item in enumerate(value or ()):
                self._element(node.name or name, item, _item_shape(shape, index), node, scope)
            return
        if node.items is not None and node.items.name is None:
            items = XmlNode(name, items=node.items.items)
            node = XmlNode(node.name, node.kind, node.namespace, node.prefix, items)
        self._element(node.name or name, value, shape, node, scope)

    def _characters(self, text: str, node: XmlNode) -> None:
        if not text:
            return
        if node.kind != "cdata":
            self._out.append(_escaped(text, _ESCAPES))
            return
        if _FORBIDDEN.search(text):
            raise Unencodable("holds a character that XML cannot carry")
        self._out.append(f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>")


def _members(value: Any, shape: Shape) -> Iterator[tuple[str, Any, Shape, XmlNode]]:
    """The name, value, shape and node of everything in an object that is not left out."""
    if isinstance(value, Model):
        known = object_of(type(value))
        table, extra = type(value).__xml__, value.extra_fields
        for field in known.fields.values():
            member = getattr(value, field.attribute)
            is_null = field.absent is not None or extra.get(field.name, UNSET) is None
            if member is not UNSET and (member is not None or is_null):
                node = table.get(field.name, _PLAIN)
                yield node.name or field.name, member, field.shape, node
        others = {name: part for name, part in extra.items() if name not in known.fields}
        yield from _entries(others, known.extra or _ANYTHING)
    elif isinstance(value, dict):
        inside = unwrapped(shape)
        yield from _entries(value, inside.value if isinstance(inside, Map) else _ANYTHING)


def _entries(values: dict[str, Any], shape: Shape) -> Iterator[tuple[str, Any, Shape, XmlNode]]:
    """Members that nothing names in XML: `@name` is an attribute and `#text` the text, as they are when read."""
    for name, value in values.items():
        is_plain = not isinstance(value, Model | dict | list | tuple)
        if name == "#text" and is_plain:
            yield name, value, shape, XmlNode(kind="text")
        elif name.startswith("@") and is_plain:
            yield name[1:], value, shape, XmlNode(kind="attribute")
        else:
            yield name, value, shape, _PLAIN


def _qualified(name: str, node: XmlNode, scope: Scope, declared: Scope, *, is_attribute: bool = False) -> str:
    """The name with the prefix of its namespace, which is declared where it is not yet."""
    if not _NAME.fullmatch(name):
        raise Unencodable(f"has a field {name[:60]!r}, which is no name in XML")
    namespace = node.namespace
    if namespace is None:
        return name
    prefix = node.prefix or ("ns" if is_attribute else "")
    if prefix and not _NAME.fullmatch(prefix):
        raise Unencodable(f"has the prefix {prefix[:60]!r}, which is no name in XML")
    if scope.get(prefix) != namespace:
        declared[prefix] = namespace
    return f"{prefix}:{name}" if prefix else name


def _text(value: Any, shape: Shape) -> str:
    if isinstance(value, Model | dict | list | tuple):
        raise Unencodable("has an object or array where XML has room for text only")
    return to_text(Writer().plain(value, shape))


def _escaped(text: str, escapes: dict[int, str]) -> str:
    if _FORBIDDEN.search(text):
        raise Unencodable("holds a character that XML cannot carry")
    return text.translate(escapes)


def _item_shape(shape: Shape, index: int) -> Shape:
    array = array_in(shape)
    return _ANYTHING if array is None else item_of(array, index)
