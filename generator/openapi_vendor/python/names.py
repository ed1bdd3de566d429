"""What everything of a package is called in Python: settled before anything is written, and frozen.

`naming/` makes it from the IR; those who write files only look it up.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.python.constraints import Constraint, Scalar
from openapi_vendor.text import Text


class TypeName(Struct, frozen=True):
    """Where a declared type lives: `models/<module>.py`, and what it is called."""

    module: str
    name: str


class OperationName(Struct, frozen=True):
    function: str
    method: str
    constant: str


class GroupName(Struct, frozen=True):
    """A group of operations: `operations/<module>.py`, its class, and the client's attribute."""

    module: str
    class_name: str
    attribute: str


class SchemeName(Struct, frozen=True):
    """A security scheme: the constant in `_api.py` and the client's argument."""

    constant: str
    argument: str


class PayloadName(Struct, frozen=True):
    """The function that parses a payload, and its table."""

    function: str
    constant: str


class FieldAlias(Struct, frozen=True):
    """The alias that a field has instead of a long type, and that type (without null, where one variant is left)."""

    name: TypeName
    type: ir.Type


class Arguments(Struct, frozen=True):
    """The arguments of a request function: one for each parameter, in order, and those that not every one has."""

    parameters: tuple[str, ...]
    body: str
    content_type: str
    part_headers: str
    answer: str
    """The argument of the functions of links that lead here: the answer that has the link."""


class Part(Struct, frozen=True):
    """A module of a group: its path inside `operations`, what its operations speak of (nothing for all), and those."""

    path: tuple[str, ...]
    subject: str
    operations: tuple[ir.Operation, ...]


class PayloadPart(Struct, frozen=True):
    """A private module of a large `webhooks` or `callbacks`."""

    module: str
    payloads: tuple[ir.Payload, ...]


LiteralKey = tuple[str, ...]
"""The values of an enumeration as they are written."""


class Names(Struct, frozen=True):
    """All names of one package."""

    allocated: frozenset[str]
    """Every identifier that was given out, anywhere: what `verify.py` lets pass."""
    declarations: Mapping[ir.Key, TypeName]
    redirects: Mapping[str, ir.Key]
    second_names: Mapping[Text, str]
    """What components are called that are nothing but a reference: the names of `redirects`."""
    constraints: Mapping[Scalar, Constraint]
    model_modules: Mapping[str, tuple[ir.Declaration, ...]]
    """What each module of `models` declares; a declaration that is nothing but a constraint is in none."""
    model_indexes: Mapping[str, str]
    """What each module of `models` calls the index of models: `models`, unless a field has that name."""
    attributes: Mapping[ir.Key, tuple[str, ...]]
    """The attributes of an object, one for each property, in order."""
    aliases: Mapping[tuple[ir.Key, int], FieldAlias]
    """Aliases for long types of fields, by the object's key and the index of the property."""
    groups: Mapping[Text, GroupName]
    parts: Mapping[Text, tuple[Part, ...]]
    """The modules of each group: one, or several private ones where it is large."""
    operations: Mapping[str, OperationName]
    arguments: Mapping[str, Arguments]
    links: Mapping[str, tuple[str, ...]]
    """The functions of `links_of` an operation, by its key."""
    literals: Mapping[tuple[tuple[str, ...], LiteralKey], str]
    """Aliases for long enumerations of arguments, by the path of the module and the values."""
    header_sets: Mapping[tuple[str, ir.Status], str]
    """The constants for the headers of responses, by the operation's key and the status; equal ones share one."""
    payloads: Mapping[str, PayloadName]
    payload_parts: Mapping[str, tuple[PayloadPart, ...]]
    """The private modules of `webhooks` and of `callbacks`, where these are large."""
    schemes: Mapping[Text, SchemeName]
