"""From elements to the plain data that a codec converts: a value's type says what its element means."""

from __future__ import annotations

from typing import Any, Final

from .containers import Array, Field, Map, Object, Tuple
from .drift import Drift, describe, to_pointer
from .encoding import unwrapped
from .leaves import leaves
from .shapes import Anything, Scalar, Shape, fits
from .texts import typed
from .unions import Choice
from .xml_nodes import Element, XmlNode, add

_PLAIN: Final = XmlNode()
_TEXTUAL: Final = frozenset(("string", "null"))


class _Member:
    """A field as XML has it: `array` where it is one whose items stand in its place."""

    __slots__ = ("array", "name", "node", "shape")

    def __init__(self, field: Field, node: XmlNode) -> None:
        self.name = field.name
        self.shape = unwrapped(field.shape)
        self.node = node
        array = array_in(self.shape)
        self.array = None if array is None or node.arrays >= depth_of(array) else array


class _Layout:
    """The fields of a model by what they are in XML."""

    __slots__ = ("attributes", "elements", "required_arrays", "text")

    def __init__(self, shape: Object) -> None:
        self.attributes: dict[str, _Member] = {}
        self.elements: dict[str, _Member] = {}
        self.text: _Member | None = None
        self.required_arrays: list[str] = []
        for field in shape.fields.values():
            node = shape.model.__xml__.get(field.name, _PLAIN)
            member = _Member(field, node)
            if node.kind == "attribute":
                self.attributes[node.name or field.name] = member
            elif node.kind == "element":
                self.elements[node.name or field.name] = member
                if field.is_required and member.array is not None:
                    self.required_arrays.append(field.name)
            else:
                self.text = member


class XmlReader:
    """One pass over a document. `drift` is what only XML can differ in: names, namespaces, attributes of text.

    A union reads the same element once for every variant, and unions nest: so what was read on trial is remembered.
    """

    def __init__(self) -> None:
        self.drift: list[Drift] = []
        self._path: list[str | int] = []
        self._trials = 0
        self._known: dict[tuple[int, int], Any] = {}
        self._layouts: dict[int, _Layout] = {}

    def root(self, element: Element, shape: Shape, node: XmlNode) -> Any:
        """The plain data of a document."""
        if node.name is not None and element.name != node.name:
            self._deviates(f"the root element {node.name!r}", _name(element.name))
        self._check_namespace(element, node)
        return self._value(element, shape, node)

    def _value(self, element: Element, shape: Shape, node: XmlNode) -> Any:
        if element.attributes and element.is_nil:
            return None
        shape = unwrapped(shape)
        if isinstance(shape, Choice) and shape.kinds & {"object", "array"}:
            return self._chosen(element, shape, node)
        if isinstance(shape, Object):
            return self._members(element, shape)
        if isinstance(shape, Map):
            return self._entries(element, shape)
        if isinstance(shape, Array | Tuple):
            return self._items(element.children, shape, node.items or _PLAIN)
        if isinstance(shape, Anything) or element.children:
            return element.plain()
        if element.attributes:
            for name, value in element.own_attributes().items():
                self._deviates(f"no attribute {name!r}", describe(value, is_new=True))
        return _scalar(element.text, shape)

    def _chosen(self, element: Element, shape: Choice, node: XmlNode) -> Any:
        """A union: the first variant as which the element fits, else the first that may have parts if it has some."""
        variants = [variant for variant in shape.variants if variant.kinds != {"null"}]
        has_parts = bool(element.children or element.own_attributes())
        variants.sort(key=lambda variant: bool(variant.kinds & {"object", "array"}) != has_parts)
        self._trials += 1
        chosen = next(
            (variant for variant in variants if fits(shape, self._on_trial(element, variant, node))),
            variants[0],
        )
        self._trials -= 1
        return self._on_trial(element, chosen, node) if self._trials else self._value(element, chosen, node)

    def _on_trial(self, element: Element, shape: Shape, node: XmlNode) -> Any:
        key = id(element), id(shape)
        if key not in self._known:
            self._known[key] = self._value(element, shape, node)
        return self._known[key]

    def _items(self, elements: list[Element], shape: Array | Tuple, node: XmlNode) -> list[Any]:
        values = []
        for index, element in enumerate(elements):
            self._path.append(index)
            if node.name is not None and element.name != node.name:
                self._deviates(f"an element {node.name!r}", _name(element.name))
            self._check_namespace(element, node)
            values.append(self._value(element, item_of(shape, index), node))
            self._path.pop()
        return values

    def _entries(self, element: Element, shape: Map) -> dict[str, Any]:
        data: dict[str, Any] = {}
        several: set[str] = set()
        array = array_in(shape.value)
        for child in element.children:
            if array is None:
                add(data, several, child.name, self._part(child.name, child, shape.value, _PLAIN))
            else:
                items = data.setdefault(child.name, [])
                items.append(self._part(child.name, child, item_of(array, len(items)), _PLAIN))
        return data

    def _members(self, element: Element, shape: Object) -> dict[str, Any]:
        layout = self._layouts.get(id(shape))
        if layout is None:
            layout = self._layouts[id(shape)] = _Layout(shape)
        # No element at all is an array without items.
        data: dict[str, Any] = {name: [] for name in layout.required_arrays}
        if element.attributes:
            for attribute, value in element.own_attributes().items():
                known = layout.attributes.get(attribute)
                data[known.name if known else f"@{attribute}"] = _scalar(value, known.shape) if known else value
        several: set[str] = set()
        for child in element.children:
            member = layout.elements.get(child.name)
            if member is None:
                self._unknown(child, shape, data, several)
            elif member.array is None:
                value = self._part(member.name, child, member.shape, member.node)
                add(data, several, member.name, value)
            else:
                items = data.setdefault(member.name, [])
                self._path.append(member.name)
                item = item_of(member.array, len(items))
                items.append(self._part(len(items), child, item, member.node))
                self._path.pop()
        if layout.text is not None:
            data[layout.text.name] = _scalar(element.text, layout.text.shape)
        elif element.pieces and (text := element.text).strip():
            data["#text"] = text
        return data

    def _unknown(self, child: Element, shape: Object, data: dict[str, Any], several: set[str]) -> None:
        if child.name in shape.fields:  # a property that XML has under another name, or as an attribute
            self._deviates("no element of this name", _name(child.name), child.name)
        else:
            value = self._part(child.name, child, shape.extra or Anything(), _PLAIN)
            add(data, several, child.name, value)

    def _part(self, step: str | int, child: Element, shape: Shape, node: XmlNode) -> Any:
        self._path.append(step)
        self._check_namespace(child, node)
        value = self._value(child, shape, node)
        self._path.pop()
        return value

    def _check_namespace(self, element: Element, node: XmlNode) -> None:
        if node.namespace is not None and element.namespace != node.namespace:
            found = _name(element.namespace or "none")
            self._deviates(f"the XML namespace {_name(node.namespace)}", found)

    def _deviates(self, expected: str, found: str, *steps: str | int) -> None:
        if not self._trials:
            self.drift.append(Drift(to_pointer((*self._path, *steps)), expected, found))


def _name(name: str) -> str:
    """A name of the document or of what came, to be shown: it is no value."""
    return str(describe(name))


def _scalar(text: str, shape: Shape) -> Any:
    """The value of a text: as it stands where text is wanted, else without the space around it."""
    if type(shape) is Scalar and shape.type is str:
        return text
    if shape.kinds <= _TEXTUAL:
        stripped = text.strip()
        return next((each for each in (text, stripped) if fits(shape, each)), text)
    return typed(text.strip(), shape)


def array_in(shape: Shape) -> Array | Tuple | None:
    """The array that a shape is or, beside others, may be."""
    return next((leaf for leaf in leaves(shape) if isinstance(leaf, Array | Tuple)), None)


def item_of(array: Array | Tuple, index: int) -> Shape:
    """The shape of one item."""
    if isinstance(array, Array):
        return array.item
    return array.items[index] if index < len(array.items) else Anything()


def depth_of(shape: Shape) -> int:
    """How many arrays stand inside each other."""
    array = array_in(shape)
    if isinstance(array, Array):
        return 1 + depth_of(array.item)
    return 0 if array is None else 1
