"""What the IR is made of: JSON values, names as intended, and prose."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from openapi_vendor.text import Text

Json = None | bool | int | float | Decimal | Text | tuple["Json", ...] | Mapping[Text, "Json"]
"""A JSON value of the document (an example, an enum value). Numbers too exact for `float` are `Decimal`."""

Number = int | float | Decimal

Scalar = bool | Number | Text
"""A JSON value without parts, null excepted."""


class Role(enum.Enum):
    """What a part of a name stands for, where the document has no word for it."""

    BODY = "body"
    RESPONSE = "response"
    ERROR = "error"
    HEADERS = "headers"
    ITEM = "item"
    VALUE = "value"
    VARIANT = "variant"
    REQUEST = "request"
    PAYLOAD = "payload"
    PARAMETER = "parameter"


class NameIntent(Struct, frozen=True):
    """What a thing should be called: the words that lead to it, outermost first.

    `("User", "timers")` for the inline schema of property `timers` of component `User`. `pinned` is the
    name given in the configuration, which wins. `short` is preferred to the whole path where it is free.
    """

    parts: tuple[Text | Role | int, ...]
    pinned: str | None = None
    short: Text | None = None


class XmlKind(enum.Enum):
    """What a value is in XML (OpenAPI 3.2 `nodeType`)."""

    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    TEXT = "text"
    CDATA = "cdata"


class XmlNode(Struct, frozen=True):
    """What a value is called in XML (OpenAPI "XML Object"), references and defaults resolved.

    Without `name` nothing in the document names it. An array is an element only where it has `items`, which is what
    each of its items becomes inside; else the node is that of each item, in the array's place.
    """

    name: Text | None = None
    namespace: Text | None = None
    prefix: Text | None = None
    kind: XmlKind = XmlKind.ELEMENT
    items: XmlNode | None = None


class Documentation(Struct, frozen=True):
    """The prose of a node. It reaches the output as docstrings only (CommonMark is kept as written).

    `example` does not: it tells inline objects apart that only look the same (`python/sharing.py`).
    """

    summary: Text | None = None
    description: Text | None = None
    external_docs: Text | None = None
    deprecated: bool = False
    default: Json | None = None
    has_default: bool = False
    example: Json | None = None
    has_example: bool = False
