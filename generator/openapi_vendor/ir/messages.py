"""What is sent and what comes back: parameters, bodies, responses."""

from __future__ import annotations

import enum

from msgspec import Struct

from openapi_vendor.diagnostics import Location
from openapi_vendor.ir.types import Type
from openapi_vendor.ir.values import Documentation, Json, Scalar, XmlNode
from openapi_vendor.text import NO_TEXT, Text


class In(enum.Enum):
    """Where a parameter is sent. `QUERYSTRING` is OpenAPI 3.2's whole query string."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"


class Style(enum.Enum):
    """How a value becomes text (OpenAPI 3.1 "Style Values"; RFC 6570)."""

    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    FORM = "form"
    SPACE_DELIMITED = "spaceDelimited"
    PIPE_DELIMITED = "pipeDelimited"
    DEEP_OBJECT = "deepObject"
    COOKIE = "cookie"


class Parameter(Struct, frozen=True):
    """A parameter of an operation, with the defaults of the specification filled in.

    `media_type` is set for a `content` parameter: the value is serialised so, and `style` is ignored. `only_value` is
    the value of a required parameter that can have no other.
    """

    name: Text
    where: In
    required: bool
    type: Type
    style: Style
    explode: bool
    location: Location
    allow_reserved: bool = False
    allow_empty_value: bool = False
    media_type: Text | None = None
    documentation: Documentation = Documentation()
    pinned: str | None = None
    only_value: Scalar | None = None


class Header(Struct, frozen=True):
    """A response header or a part's header. The name is an RFC 9110 token."""

    name: Text
    required: bool
    type: Type
    explode: bool
    location: Location
    media_type: Text | None = None
    documentation: Documentation = Documentation()


class Encoding(Struct, frozen=True):
    """How one property of a form or multipart body is sent (OpenAPI "Encoding Object")."""

    property: Text
    content_type: Text | None = None
    headers: tuple[Header, ...] = ()
    style: Style | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    is_encoded: bool = False  # the schema's `contentEncoding`, which the part says


class Content(Struct, frozen=True):
    """One media type of a body. `type` is None where the document gives no schema.

    `item_type` (3.2 `itemSchema`): the type of one item of a stream. `xml` is the root element, where the body is XML
    whose inside the document describes.
    """

    media_type: Text
    type: Type | None
    location: Location
    item_type: Type | None = None
    encoding: tuple[Encoding, ...] = ()
    xml: XmlNode | None = None


class Body(Struct, frozen=True):
    """The request body."""

    contents: tuple[Content, ...]
    required: bool
    location: Location
    documentation: Documentation = Documentation()


class StatusRange(Struct, frozen=True):
    """`4XX`: `StatusRange(4)`."""

    hundreds: int


class DefaultStatus(enum.Enum):
    """The `default` response."""

    DEFAULT = "default"


Status = int | StatusRange | DefaultStatus


class ExpressionSource(enum.Enum):
    """Where a runtime expression finds its value (OpenAPI 3.1 "Runtime Expressions")."""

    URL = "url"
    METHOD = "method"
    STATUS_CODE = "statusCode"
    REQUEST_HEADER = "request.header"
    REQUEST_QUERY = "request.query"
    REQUEST_PATH = "request.path"
    REQUEST_BODY = "request.body"
    RESPONSE_HEADER = "response.header"
    RESPONSE_BODY = "response.body"


class Expression(Struct, frozen=True):
    """A runtime expression. `name` is that of a header or parameter, or a JSON Pointer into a body."""

    source: ExpressionSource
    name: Text = NO_TEXT


class Template(Struct, frozen=True):
    """A text with runtime expressions embedded in it."""

    parts: tuple[Text | Expression, ...]


class Constant(Struct, frozen=True):
    """A value that the document states where an expression may stand."""

    value: Json


LinkValue = Expression | Template | Constant


class Link(Struct, frozen=True):
    """A way from a response to another operation.

    `operation` is the key of that operation, None where the document has none. `arguments` give a value to some of
    its parameters, by their index, and `body` to its body.
    """

    name: Text
    operation: str | None
    arguments: tuple[tuple[int, LinkValue], ...]
    body: LinkValue | None
    location: Location
    documentation: Documentation = Documentation()


class Response(Struct, frozen=True):
    """What may come back under one status."""

    status: Status
    contents: tuple[Content, ...]
    location: Location
    headers: tuple[Header, ...] = ()
    links: tuple[Link, ...] = ()
    documentation: Documentation = Documentation()
