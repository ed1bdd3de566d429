"""What is known of a schema keyword. The records themselves stand in `schema.py`."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from typing import Any, Final

from msgspec import Struct

from openapi_vendor.document.dialect import Dialect
from openapi_vendor.document.shapes import Holds, Reading, Shape
from openapi_vendor.source import Node

Upgrade = Callable[[Node, Node, Reading], Iterator[tuple[str, Node]]]
"""Gives what the value of an older keyword means: keywords of 3.1, with values. It gets the schema and the value."""


class Role(enum.Enum):
    """What a keyword does. Only annotations and representations exclude no value."""

    REFERENCE = "names another schema"
    TYPE = "says which values there are"
    LIMIT = "limits values of one type"
    APPLICATOR = "describes the value, or its parts, by schemas"
    ASSERTION = "checks the value, and changes no type"
    REPRESENTATION = "says how values are told apart or written"
    ANNOTATION = "says something to readers"
    TARGET = "names the schema, for references to it"
    NONE = "changes nothing"


class Merge(enum.Enum):
    """What counts where `allOf` brings a keyword twice."""

    HIGHEST = "the higher one counts"
    LOWEST = "the lower one counts"
    ANY = "true counts"
    COMMON = "what both allow"
    COMMON_MULTIPLE = "the least common multiple counts"
    LAST = "the last one counts, with a warning"
    EACH = "both hold"
    TOGETHER = "both hold, as one"
    """The schemas of both become one type."""
    OUTERMOST = "the outermost one counts"
    NOTHING = ""


class Keyword(Struct, frozen=True):
    """One schema keyword.

    `attribute` of `Schema` has its value, `default` where it is absent or unusable. `of` is the JSON type that it
    speaks of, None for all. `beside` names the keyword without which it says nothing. `since` and `until` are the
    first and the last dialect that have it; without `since` no version of OpenAPI does. `in_parameters`: a parameter
    or a header of 2.0 has it itself, in place of a schema. `upgrade` deals with values of older dialects.
    `constrains`: it says something about the values.
    """

    name: str
    shape: Shape
    role: Role
    merge: Merge = Merge.NOTHING
    default: Any = None
    of: str | None = None
    beside: str | None = None
    since: Dialect | None = Dialect.V2_0
    until: Dialect | None = None
    in_parameters: bool = False
    upgrade: Upgrade | None = None
    attribute: str = ""
    constrains: bool = False

    @property
    def holds_schemas(self) -> bool:
        return self.shape.holds is not Holds.NOTHING


CONSTRAINING: Final = frozenset({Role.REFERENCE, Role.TYPE, Role.LIMIT, Role.APPLICATOR, Role.ASSERTION})


class OlderKeyword(Struct, frozen=True):
    """A keyword of JSON Schema before 2020-12, or a custom of many documents, and what it means in words of 3.1.

    `means` names its counterpart, for places where keywords are told apart without reading their values.
    """

    name: str
    means: str
    upgrade: Upgrade
    in_parameters: bool = False


def keyword(
    name: str,
    shape: Shape,
    role: Role,
    merge: Merge = Merge.NOTHING,
    *,
    default: Any = None,
    of: str | None = None,
    beside: str | None = None,
    since: Dialect | None = Dialect.V2_0,
    until: Dialect | None = None,
    in_parameters: bool = False,
    upgrade: Upgrade | None = None,
) -> Any:
    """The record of the keyword behind an attribute of `Schema`. It is `Any` to type checkers, as a default is."""
    return Keyword(name, shape, role, merge, default, of, beside, since, until, in_parameters, upgrade)
