"""What values are in XML (OpenAPI "XML Object"), and the elements that XML is made of while it is read."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
"""The namespace of `nil` (XML Schema Part 1, section 2.6)."""

XML: Final = "http://www.w3.org/XML/1998/namespace"
"""The namespace of `lang` and `space`, whose prefix needs no declaration."""

XmlKind = Literal["element", "attribute", "text", "cdata"]


class XmlNode(msgspec.Struct, frozen=True):
    """What a value becomes in XML.

    `name` is by default that of the property. `kind` is `text` or `cdata` for what stands between the tags of the
    object itself. An array is an element only where `items` says what each of its items is inside; else every item
    is such a node in the array's place.
    """

    name: str | None = None
    kind: XmlKind = "element"
    namespace: str | None = None
    prefix: str | None = None
    items: XmlNode | None = None

    @property
    def arrays(self) -> int:
        """How many arrays inside each other the node is an element for."""
        return 0 if self.items is None else 1 + self.items.arrays


class Element:
    """An element as it was read; names are pairs of a namespace (or "") and a local name."""

    __slots__ = ("attributes", "children", "name", "namespace", "pieces")

    def __init__(self, namespace: str, name: str, attributes: dict[tuple[str, str], str]) -> None:
        self.namespace = namespace
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """The text directly inside, without that of other elements."""
        return "".join(self.pieces)

    @property
    def is_nil(self) -> bool:
        """Whether the element stands for null: `xsi:nil="true"`."""
        return self.attributes.get((XSI, "nil"), "").strip() in ("true", "1")

    def own_attributes(self) -> dict[str, str]:
        """The attributes that are data, by local name: not those that XML and XML Schema give a meaning."""
        return {name: value for (namespace, name), value in self.attributes.items() if namespace not in (XSI, XML)}

    def plain(self) -> Any:
        """The element as plain data, where nothing says what it should be.

        Text where it has nothing else; else an object of its elements (a list where a name repeats), its attributes
        as `@name` and its text, if any, as `#text`.
        """
        attributes = self.own_attributes()
        if not self.children and not attributes:
            return None if self.is_nil else self.text
        found: dict[str, Any] = {f"@{name}": value for name, value in attributes.items()}
        several: set[str] = set()
        for child in self.children:
            add(found, several, child.name, child.plain())
        if self.text.strip():
            found["#text"] = self.text
        return found


def add(found: dict[str, Any], several: set[str], name: str, value: Any) -> None:
    """One more value under a name: the second makes it a list, which `several` remembers."""
    if name not in found:
        found[name] = value
    elif name in several:
        found[name].append(value)
    else:
        several.add(name)
        found[name] = [found[name], value]
