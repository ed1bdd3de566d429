"""Operations, payloads, and the API that holds them all."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from openapi_vendor.diagnostics import Location
from openapi_vendor.ir.declarations import Declaration
from openapi_vendor.ir.messages import Body, Parameter, Response, Status
from openapi_vendor.ir.security import SecurityRequirement, SecurityScheme, Server
from openapi_vendor.ir.types import Key, Ref
from openapi_vendor.ir.values import Documentation, NameIntent
from openapi_vendor.text import NO_TEXT, Text


class Slot(Struct, frozen=True):
    """`{name}` in a path: an index into `Operation.parameters`."""

    parameter: int


PathPart = Text | Slot


class Operation(Struct, frozen=True):
    """One operation.

    `key` is unique and stable: the method and the path as written. `group` is what it is filed under: its
    first tag, else the first literal segment of its path. `security` lists alternatives; None where nothing
    is said anywhere. `path_documentation` is what the document says of all operations of the path. `method` is an
    RFC 9110 token, upper case for the standard methods.
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
    path_documentation: Documentation = Documentation()
    callbacks: tuple[Payload, ...] = ()
    pinned: str | None = None


class Payload(Struct, frozen=True):
    """What the API sends to us: a webhook or a callback request. Models and a typed parse are generated.

    `event` is the name of the webhook or callback, `expression` the URL of a callback. `answers` are the responses
    that the API expects.
    """

    key: str
    name: NameIntent
    method: str
    body: Body | None
    location: Location
    parameters: tuple[Parameter, ...] = ()
    documentation: Documentation = Documentation()
    event: Text = NO_TEXT
    expression: Text | None = None
    answers: tuple[tuple[Status, Documentation], ...] = ()


class Tag(Struct, frozen=True):
    name: Text
    summary: Text | None = None
    description: Text | None = None
    external_docs: Text | None = None
    parent: Text | None = None


class Info(Struct, frozen=True):
    title: Text
    version: Text
    summary: Text | None = None
    description: Text | None = None
    terms_of_service: Text | None = None
    contact: tuple[tuple[str, Text], ...] = ()
    license: tuple[tuple[str, Text], ...] = ()


class Counts(Struct, frozen=True):
    """What the document holds, to be held against what comes out."""

    operations: int
    operations_lost: int
    component_schemas: int
    webhooks: int = 0
    callbacks: int = 0


class Api(Struct, frozen=True):
    """The whole API. Declarations stand in document order: components first, then inline ones as met."""

    info: Info
    servers: tuple[Server, ...]
    tags: tuple[Tag, ...]
    declarations: Mapping[Key, Declaration]
    operations: tuple[Operation, ...]
    webhooks: tuple[Payload, ...]
    security_schemes: tuple[SecurityScheme, ...]
    counts: Counts
    location: Location
    redirects: Mapping[Text, Ref] = field(default_factory=dict)
    """Component schemas that are nothing but a reference: their name, and what they stand for."""
