"""Types: a closed union of small records. Match on them with `assert_never`."""

from __future__ import annotations

import enum

from msgspec import Struct

from openapi_vendor.diagnostics import Pointer
from openapi_vendor.ecma import Matcher
from openapi_vendor.ir.values import Json, Number
from openapi_vendor.source.node import Scope
from openapi_vendor.text import Text


class Pattern(Struct, frozen=True):
    """An ECMA-262 regular expression of the document, and what decides as it does.

    `matcher` is source for Python's `re`, or an automaton where `re` could be kept busy for very long; None
    where there is neither (then an error was given and the pattern is not checked). `is_as_written`: that source is
    `ecma` with `\\Z` for `$`.
    """

    ecma: Text
    matcher: Matcher | None
    is_as_written: bool = False


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


class Anything(Struct, frozen=True):
    """Any JSON value: an untyped schema, or `true`."""


class Nothing(Struct, frozen=True):
    """No value at all: the schema `false`."""


class Null(Struct, frozen=True):
    """JSON `null`."""


class Boolean(Struct, frozen=True):
    """JSON `true` or `false`."""


class Numeric(Struct, frozen=True):
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


class String(Struct, frozen=True):
    """A JSON string; lengths count Unicode code points."""

    format: StringFormat | None = None
    min_length: int | None = None
    max_length: int | None = None
    patterns: tuple[Pattern, ...] = ()
    unknown_format: Text | None = None
    media_type: Text | None = None  # contentMediaType
    is_encoded: bool = False  # contentEncoding: base64, which a part of a body says in a header of its own

    @property
    def is_constrained(self) -> bool:
        return self.min_length is not None or self.max_length is not None or bool(self.patterns)


class Enumeration(Struct, frozen=True):
    """One of the listed values (`enum`, `const`), of any JSON type, null excepted (that is a union with `Null`)."""

    values: tuple[Json, ...]
    descriptions: tuple[Text | None, ...] = ()


class Array(Struct, frozen=True):
    """`rest` describes the items after `prefix`; a plain list has no prefix. `rest=None`: nothing more is allowed."""

    rest: Type | None
    prefix: tuple[Type, ...] = ()
    min_items: int | None = None
    max_items: int | None = None
    unique: bool = False


class Map(Struct, frozen=True):
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


class Discriminator(Struct, frozen=True):
    """Which property tells the variant, and which value stands for which variant (by its index).

    Several values may name one variant. `default` is the variant where the property is absent or unknown (3.2).
    """

    property: Text
    mapping: tuple[tuple[Text, int], ...]
    default: int | None = None


class Union(Struct, frozen=True):
    """One of several types, at least two; never directly nested in another plain union."""

    variants: tuple[Type, ...]
    kind: UnionKind = UnionKind.TYPES
    discriminator: Discriminator | None = None


class Checked(Struct, frozen=True):
    """A type with assertions that do not change it (`not`, `if`, `contains`, `dependentRequired`, ...)."""

    type: Type
    assertions: tuple[Assertion, ...]


class Not(Struct, frozen=True):
    """`not`: the value must not fit this type."""

    type: Type


class Also(Struct, frozen=True):
    """A further branch of `allOf` that could not be merged into the type: the value must fit it too."""

    type: Type


class Conditional(Struct, frozen=True):
    """`if` / `then` / `else`."""

    condition: Type
    then: Type | None
    otherwise: Type | None


class Contains(Struct, frozen=True):
    """`contains` with `minContains` and `maxContains`."""

    type: Type
    minimum: int = 1
    maximum: int | None = None


class DependentRequired(Struct, frozen=True):
    """`dependentRequired`: where `property` is present, `required` must be too."""

    property: Text
    required: tuple[Text, ...]


class DependentType(Struct, frozen=True):
    """`dependentSchemas`: where `property` is present, the whole object must fit `type`."""

    property: Text
    type: Type


class PropertyNames(Struct, frozen=True):
    """`propertyNames`: every name must fit this type."""

    type: Type


class Unevaluated(Struct, frozen=True):
    """`unevaluatedProperties` / `unevaluatedItems`: what nothing in `evaluated` describes must fit this type."""

    items: bool
    type: Type
    evaluated: tuple[Evaluated, ...] = ()


class Evaluated(Struct, frozen=True):
    """What one schema describes of a value that fits all of `conditions`.

    Of an object the properties named and those whose names match; of an array the first `prefix` items and those
    that fit `contains`; or `everything`.
    """

    conditions: tuple[Type, ...] = ()
    properties: tuple[Text, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    prefix: int = 0
    contains: Type | None = None
    everything: bool = False


class Shape(Struct, frozen=True):
    """An object as a condition, without a declaration: these properties, where present, fit these types.

    Inside assertions only (`not`, `if`, `anyOf: [{required: [a]}, {required: [b]}]`). It speaks of objects;
    other values pass. `additional` is the type of properties neither listed nor matched by `patterns`.
    """

    properties: tuple[tuple[Text, Type], ...] = ()
    required: tuple[Text, ...] = ()
    additional: Type | None = None
    patterns: tuple[tuple[Pattern, Type], ...] = ()


class OrOther(Struct, frozen=True):
    """The schema states no `type`: a value of a JSON type that its keywords do not speak of fits, too."""


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
    | OrOther
)


class Direction(enum.Enum):
    """What a declaration is good for. Only where readOnly/writeOnly make a difference are there two of them."""

    BOTH = "both"
    REQUEST = "request"
    RESPONSE = "response"


class Aspect(enum.Enum):
    """Which of the things that one schema may be declared as."""

    ITSELF = "itself"
    BASE = "base"  # the object of a schema whose declaration is the union of those that extend it
    CONDITION = "condition"  # what `not`, `if` and their like ask
    PART = "part"  # a part that would nest too deep where it stands
    REACHED = "reached"  # whether a schema within others, for `unevaluatedProperties`, applies to a value


class Key(Struct, frozen=True, cache_hash=True):
    """What makes a declaration itself: where its schema stands, and what is declared of it.

    A record, so that nothing that a document calls its things can be the key of another.
    """

    file: str
    pointer: Pointer
    scope: Scope = ()
    aspect: Aspect = Aspect.ITSELF
    direction: Direction = Direction.BOTH


class Ref(Struct, frozen=True, eq=False):
    """A reference to a declaration by its key in `Api.declarations`.

    `called` is the component by which the document refers to it, where that is nothing but another name
    (`Api.redirects`): it makes no other type.
    """

    key: Key
    called: Text | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


Type = Anything | Nothing | Null | Boolean | Numeric | String | Enumeration | Array | Map | Union | Checked | Ref
