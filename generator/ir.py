"""The API as understood: what a document means, without Python names and without Python text.

Everything is frozen, and recursion goes only through `Ref`, so that two things with the same meaning
compare equal. Types are a closed union (`Type`): match on them with `assert_never`. Presence (required or
optional) belongs to a property or parameter, never to its type; nullable is a union with `Null`.
Document strings are `Text` (see `text.py`).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.diagnostics import Location
from generator.text import Text

Json = None | bool | int | float | Decimal | Text | tuple["Json", ...] | Mapping[Text, "Json"]
"""A JSON value of the document (an example, an enum value). Numbers too exact for `float` are `Decimal`."""

Number = int | float | Decimal


# --- names -----------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class NameIntent:
    """What a thing should be called: the words that lead to it, outermost first.

    `("User", "timers")` for the inline schema of property `timers` of component `User`. `pinned` is the
    name given in the configuration, which wins. `short` is preferred to the whole path where it is free.
    """

    parts: tuple[Text | Role | int, ...]
    pinned: str | None = None
    short: Text | None = None


@dataclass(frozen=True, slots=True)
class Documentation:
    """The prose of a node. All of it reaches the output, as docstrings only (CommonMark is kept as written)."""

    summary: Text | None = None
    description: Text | None = None
    external_docs: Text | None = None
    deprecated: bool = False
    default: Json | None = None
    has_default: bool = False
    example: Json | None = None
    has_example: bool = False


# --- types -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pattern:
    """An ECMA-262 regular expression of the document with its exact Python translation.

    `python` is source for Python's `re`, to be used with `search`; None where no exact translation exists
    (then a diagnostic was given and the pattern is not checked).
    """

    ecma: Text
    python: str | None


class StringFormat(enum.Enum):
    """The formats that change the Python type or the check; every other format stays a plain string."""

    DATE_TIME = "date-time"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    UUID = "uuid"
    BYTE = "byte"  # base64 text
    BINARY = "binary"  # raw bytes
    DECIMAL = "decimal"
    PASSWORD = "password"
    URI = "uri"
    EMAIL = "email"
    IPV4 = "ipv4"
    IPV6 = "ipv6"
    HOSTNAME = "hostname"


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value: an untyped schema, or `true`."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No value at all: the schema `false`."""


@dataclass(frozen=True, slots=True)
class Null:
    """JSON `null`."""


@dataclass(frozen=True, slots=True)
class Boolean:
    """JSON `true` or `false`."""


@dataclass(frozen=True, slots=True)
class Numeric:
    """A JSON number. `integer`: only whole numbers (`1.0` is one). `bits`: 32 or 64 for int32/int64."""

    integer: bool
    decimal: bool = False
    bits: int | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    exclusive_minimum: Number | None = None
    exclusive_maximum: Number | None = None
    multiple_of: Number | None = None

    @property
    def is_constrained(self) -> bool:
        limits = (self.minimum, self.maximum, self.exclusive_minimum, self.exclusive_maximum, self.multiple_of)
        return any(limit is not None for limit in limits)


@dataclass(frozen=True, slots=True)
class String:
    """A JSON string; lengths count Unicode code points."""

    format: StringFormat | None = None
    min_length: int | None = None
    max_length: int | None = None
    patterns: tuple[Pattern, ...] = ()
    unknown_format: Text | None = None
    media_type: Text | None = None  # contentMediaType

    @property
    def is_constrained(self) -> bool:
        return self.min_length is not None or self.max_length is not None or bool(self.patterns)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """One of the listed values (`enum`, `const`), of any JSON type, null excepted (that is a union with `Null`)."""

    values: tuple[Json, ...]
    descriptions: tuple[Text | None, ...] = ()
    const: bool = False


@dataclass(frozen=True, slots=True)
class Array:
    """`rest` describes the items after `prefix`; a plain list has no prefix. `rest=None`: nothing more is allowed."""

    rest: Type | None
    prefix: tuple[Type, ...] = ()
    min_items: int | None = None
    max_items: int | None = None
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """An object without fixed fields: string keys (checked by `keys` where stated) to values of one type."""

    values: Type
    keys: String | None = None
    patterns: tuple[tuple[Pattern, Type], ...] = ()
    min_properties: int | None = None
    max_properties: int | None = None


class UnionKind(enum.Enum):
    """How many variants must hold: `oneOf` exactly one, `anyOf` at least one, `type` arrays one by their nature."""

    ONE_OF = "oneOf"
    ANY_OF = "anyOf"
    TYPES = "type"


@dataclass(frozen=True, slots=True)
class Discriminator:
    """Which property tells the variant, and which value stands for which variant (by its index).

    Several values may name one variant. `default` is the variant where the property is absent or unknown (3.2).
    """

    property: Text
    mapping: tuple[tuple[Text, int], ...]
    default: int | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types, at least two; never directly nested in another plain union."""

    variants: tuple[Type, ...]
    kind: UnionKind = UnionKind.TYPES
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A type with assertions that do not change it (`not`, `if`, `contains`, `dependentRequired`, ...)."""

    type: Type
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`not`: the value must not fit this type."""

    type: Type


@dataclass(frozen=True, slots=True)
class Also:
    """A further branch of `allOf` that could not be merged into the type: the value must fit it too."""

    type: Type


@dataclass(frozen=True, slots=True)
class Conditional:
    """`if` / `then` / `else`."""

    condition: Type
    then: Type | None
    otherwise: Type | None


@dataclass(frozen=True, slots=True)
class Contains:
    """`contains` with `minContains` and `maxContains`."""

    type: Type
    minimum: int = 1
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class DependentRequired:
    """`dependentRequired`: where `property` is present, `required` must be too."""

    property: Text
    required: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class DependentType:
    """`dependentSchemas`: where `property` is present, the whole object must fit `type`."""

    property: Text
    type: Type


@dataclass(frozen=True, slots=True)
class PropertyNames:
    """`propertyNames`: every name must fit this type."""

    type: Type


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """`unevaluatedProperties` / `unevaluatedItems`: what nothing else has described must fit this type."""

    items: bool
    type: Type


@dataclass(frozen=True, slots=True)
class Shape:
    """An object as a condition, without a declaration: these properties, where present, fit these types.

    Inside assertions only (`not`, `if`, `anyOf: [{required: [a]}, {required: [b]}]`). It speaks of objects;
    other values pass. `additional` is the type of properties neither listed nor matched by `patterns`.
    """

    properties: tuple[tuple[Text, Type], ...] = ()
    required: tuple[Text, ...] = ()
    additional: Type | None = None
    patterns: tuple[tuple[Pattern, Type], ...] = ()


Assertion = (
    Not
    | Also
    | Conditional
    | Contains
    | DependentRequired
    | DependentType
    | PropertyNames
    | Unevaluated
    | Shape
)


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a declaration by its key in `Api.declarations`."""

    key: str


Type = (
    Anything | Nothing | Null | Boolean | Numeric | String | Enumeration | Array | Map | Union | Checked | Ref
)


# --- declarations ----------------------------------------------------------------------------------


class Direction(enum.Enum):
    """What a declaration is good for. Only where readOnly/writeOnly make a difference are there two of them."""

    BOTH = "both"
    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of an object. `required`: always present in JSON (it may still be null)."""

    name: Text
    type: Type
    required: bool
    location: Location
    documentation: Documentation = Documentation()
    read_only: bool = False
    write_only: bool = False
    pinned: str | None = None


@dataclass(frozen=True, slots=True)
class Object:
    """An object with fixed fields.

    `additional`: the type of every other field. `Nothing()` where the document forbids them, None where it
    is silent: then an unknown field is kept, and reported as drift.
    """

    key: str
    name: NameIntent
    owner: str
    location: Location
    documentation: Documentation
    properties: tuple[Property, ...]
    additional: Type | None = None
    patterns: tuple[tuple[Pattern, Type], ...] = ()
    min_properties: int | None = None
    max_properties: int | None = None
    assertions: tuple[Assertion, ...] = ()
    direction: Direction = Direction.BOTH


@dataclass(frozen=True, slots=True)
class Alias:
    """A named type that is not an object: an enum, a union, a constrained string, an array, a map."""

    key: str
    name: NameIntent
    owner: str
    location: Location
    documentation: Documentation
    type: Type
    direction: Direction = Direction.BOTH


Declaration = Object | Alias


# --- operations ------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, with the defaults of the specification filled in.

    `media_type` is set for a `content` parameter: the value is serialised so, and `style` is ignored.
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


@dataclass(frozen=True, slots=True)
class Header:
    """A response header or a part's header. The name is an RFC 9110 token."""

    name: Text
    required: bool
    type: Type
    explode: bool
    location: Location
    media_type: Text | None = None
    documentation: Documentation = Documentation()


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form or multipart body is sent (OpenAPI "Encoding Object")."""

    property: Text
    content_type: Text | None = None
    headers: tuple[Header, ...] = ()
    style: Style | None = None
    explode: bool | None = None
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a body. `type` is None where the document gives no schema.

    `item_type` (3.2 `itemSchema`): the type of one item of a stream. `examples` are those of the document.
    """

    media_type: Text
    type: Type | None
    location: Location
    item_type: Type | None = None
    encoding: tuple[Encoding, ...] = ()
    examples: tuple[tuple[Text, Json], ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The request body."""

    contents: tuple[Content, ...]
    required: bool
    location: Location
    documentation: Documentation = Documentation()


@dataclass(frozen=True, slots=True)
class StatusRange:
    """`4XX`: `StatusRange(4)`."""

    hundreds: int


class DefaultStatus(enum.Enum):
    """The `default` response."""

    DEFAULT = "default"


Status = int | StatusRange | DefaultStatus


@dataclass(frozen=True, slots=True)
class Link:
    """A way from a response to another operation; `parameters` map its parameters to runtime expressions."""

    name: Text
    operation: str | None  # key of the target operation in Api.operations
    parameters: tuple[tuple[Text, Json], ...]
    body: Json | None
    location: Location
    documentation: Documentation = Documentation()


@dataclass(frozen=True, slots=True)
class Response:
    """What may come back under one status."""

    status: Status
    contents: tuple[Content, ...]
    location: Location
    headers: tuple[Header, ...] = ()
    links: tuple[Link, ...] = ()
    documentation: Documentation = Documentation()


@dataclass(frozen=True, slots=True)
class ServerVariable:
    name: Text
    default: Text
    enum: tuple[Text, ...] = ()
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL; `url` may hold `{variables}` and may be relative."""

    url: Text
    location: Location
    name: Text | None = None
    description: Text | None = None
    variables: tuple[ServerVariable, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """One scheme that must be satisfied, with the scopes it needs. `scheme` is a key of `Api.security_schemes`."""

    scheme: Text
    scopes: tuple[Text, ...] = ()


SecurityRequirement = tuple[SecurityUse, ...]
"""All of these together; the empty tuple means that no credential is needed."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`{name}` in a path: an index into `Operation.parameters`."""

    parameter: int


PathPart = Text | Slot


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    `key` is unique and stable: the method and the path as written. `group` is what it is filed under: its
    first tag, else the first literal segment of its path. `security` lists alternatives; None where nothing
    is said anywhere. `method` is an RFC 9110 token, upper case for the standard methods.
    """

    key: str
    id: Text | None
    method: str
    path: tuple[PathPart, ...]
    path_template: Text
    group: Text
    tags: tuple[Text, ...]
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    security: tuple[SecurityRequirement, ...] | None
    servers: tuple[Server, ...]
    location: Location
    documentation: Documentation = Documentation()
    callbacks: tuple[Payload, ...] = ()
    pinned: str | None = None


@dataclass(frozen=True, slots=True)
class Payload:
    """What the API sends to us: a webhook or a callback request. Models and a typed parse are generated."""

    key: str
    name: NameIntent
    method: str
    body: Body | None
    location: Location
    parameters: tuple[Parameter, ...] = ()
    documentation: Documentation = Documentation()


@dataclass(frozen=True, slots=True)
class HttpScheme:
    """`type: http`; `scheme` is lower case (`basic`, `bearer`, or another registered name)."""

    name: Text
    scheme: Text
    location: Location
    bearer_format: Text | None = None
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class ApiKeyScheme:
    """`type: apiKey`. `key` is the header, query parameter or cookie that carries the key."""

    name: Text
    key: Text
    where: In
    location: Location
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """One flow. `kind`: implicit, password, clientCredentials, authorizationCode or deviceAuthorization."""

    kind: str
    authorization_url: Text | None
    token_url: Text | None
    refresh_url: Text | None
    device_authorization_url: Text | None
    scopes: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class OAuth2Scheme:
    """`type: oauth2`."""

    name: Text
    flows: tuple[OAuthFlow, ...]
    location: Location
    metadata_url: Text | None = None
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class OpenIdConnectScheme:
    """`type: openIdConnect`."""

    name: Text
    url: Text
    location: Location
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class MutualTlsScheme:
    """`type: mutualTLS`."""

    name: Text
    location: Location
    description: Text | None = None


SecurityScheme = HttpScheme | ApiKeyScheme | OAuth2Scheme | OpenIdConnectScheme | MutualTlsScheme


@dataclass(frozen=True, slots=True)
class Tag:
    name: Text
    summary: Text | None = None
    description: Text | None = None
    external_docs: Text | None = None
    parent: Text | None = None


@dataclass(frozen=True, slots=True)
class Info:
    title: Text
    version: Text
    summary: Text | None = None
    description: Text | None = None
    terms_of_service: Text | None = None
    contact: tuple[tuple[str, Text], ...] = ()
    license: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What the document holds, to be held against what comes out."""

    operations: int
    operations_lost: int
    component_schemas: int
    webhooks: int = 0
    callbacks: int = 0


@dataclass(frozen=True)
class Api:
    """The whole API. Declarations stand in document order: components first, then inline ones as met."""

    info: Info
    servers: tuple[Server, ...]
    tags: tuple[Tag, ...]
    declarations: Mapping[str, Declaration]
    operations: tuple[Operation, ...]
    webhooks: tuple[Payload, ...]
    security_schemes: tuple[SecurityScheme, ...]
    counts: Counts
    location: Location
    redirects: Mapping[Text, Ref] = field(default_factory=dict)
    """Component schemas that are nothing but a reference: their name, and what they stand for."""
