"""Markers in annotations that say how a union is meant or how a value is written.

They stand in `Annotated[...]` and carry data only; checks of their own are `Assertion`s (`assertions.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, TypeAlias

import msgspec

Int32: TypeAlias = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]
"""A signed integer of 32 bits (`format: int32`, OpenAPI format registry)."""

Int64: TypeAlias = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
"""A signed integer of 64 bits (`format: int64`, OpenAPI format registry)."""


class DurationText(msgspec.Struct, frozen=True):
    """The value is a duration (ISO 8601): a `timedelta`, or text where it has months, years or whole ages."""


IsoDuration: TypeAlias = Annotated[timedelta | str, DurationText()]
"""A duration: a `timedelta`; `"P1M"` and the like, which none can hold, as text."""


class Discriminator(msgspec.Struct, frozen=True):
    """The property that tells the variants of a union apart (OpenAPI "Discriminator Object").

    `mapping` leads from values of the property to names of models, or types that have none; `default` is the
    one where the property is absent or has another value (OpenAPI 3.2 `defaultMapping`), None where there is none.
    """

    property: str
    mapping: Mapping[str, Any]
    default: Any = None

    def __hash__(self) -> int:
        return hash((self.property, self.default))  # a mapping has no hash


class OneOf(msgspec.Struct, frozen=True):
    """Exactly one variant of the union fits (JSON Schema `oneOf`)."""


class Uncertain(msgspec.Struct, frozen=True):
    """A variant of `oneOf` that a value may not fit although it seems to: a `format` of it is not judged here.

    JSON Schema leaves it open whether formats are judged (2020-12 Validation §7.2), so such a variant is none too many.
    `properties` are those with such a format somewhere inside; without any, it is that of the value itself.
    """

    properties: tuple[str, ...] = ()


class AnyOf(msgspec.Struct, frozen=True):
    """At least one variant of the union fits (JSON Schema `anyOf`).

    A union without a marker means the same, but for one reading: `Literal["a", "b"] | str` is an open enum,
    of which the document knows only the listed values, while with `AnyOf()` every string is meant. So it is
    beside `OneOf()`, which alone does not say so.
    """


class OrOther(msgspec.Struct, frozen=True):
    """The document states no `type`: a value of a JSON type that its keywords do not speak of fits, and stays as it is.

    So `Annotated[str, Meta(max_length=2), OrOther()]` takes 12345 (JSON Schema 2020-12 §7.6.1).
    """


class Sensitive(msgspec.Struct, frozen=True):
    """The value is a secret (`format: password`): never shown by `repr`, in drift or in problems."""


class AsText(msgspec.Struct, frozen=True):
    """The `Decimal` is written as a JSON string; without this marker it is a JSON number."""


class Base64(msgspec.Struct, frozen=True):
    """The bytes are text in base64 wherever they stand (`format: byte`).

    Without this marker they are octets (`format: binary`): a file in a multipart body, and nothing that JSON or a
    form could carry. In JSON that is received both are base64.
    """
