"""Declarations: the types that have names of their own."""

from __future__ import annotations

from msgspec import Struct

from openapi_vendor.diagnostics import Location
from openapi_vendor.ir.types import Assertion, Direction, Key, Pattern, Type
from openapi_vendor.ir.values import Documentation, NameIntent, Scalar, XmlNode
from openapi_vendor.text import Text

Owner = Key | str
"""What a declaration belongs to: a declared schema, or an operation by its key."""


class Property(Struct, frozen=True):
    """A property of an object. `required`: always present in JSON (it may still be null).

    `xml` is what it is in XML, where bodies in XML use it and that is not an element of its name. `only_value` is the
    value that it has where it is required and can have no other; null, arrays and objects are not told.
    """

    name: Text
    type: Type
    required: bool
    location: Location
    documentation: Documentation = Documentation()
    read_only: bool = False
    write_only: bool = False
    pinned: str | None = None
    xml: XmlNode | None = None
    only_value: Scalar | None = None


class Object(Struct, frozen=True):
    """An object with fixed fields.

    `additional`: the type of every other field. `Nothing()` where the document forbids them, None where it
    is silent: then an unknown field is kept, and reported as drift.
    """

    key: Key
    name: NameIntent
    owner: Owner
    location: Location
    documentation: Documentation
    properties: tuple[Property, ...]
    additional: Type | None = None
    patterns: tuple[tuple[Pattern, Type], ...] = ()
    min_properties: int | None = None
    max_properties: int | None = None
    assertions: tuple[Assertion, ...] = ()
    direction: Direction = Direction.BOTH


class Alias(Struct, frozen=True):
    """A named type that is not an object: an enum, a union, a constrained string, an array, a map."""

    key: Key
    name: NameIntent
    owner: Owner
    location: Location
    documentation: Documentation
    type: Type
    direction: Direction = Direction.BOTH


Declaration = Object | Alias
