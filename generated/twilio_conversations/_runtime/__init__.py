"""The runtime that every generated package carries: models and their codecs, requests, clients, errors.

It is the same in every package, and needs nothing but httpx2 and msgspec.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Meta

from .assertion import Assertion
from .async_client import BaseAsyncClient
from .auth import (
    ApiKey,
    BasicAuth,
    HttpBasic,
    HttpBearer,
    HttpScheme,
    MutualTls,
    OAuth2,
    OpenIdConnect,
    SecurityScheme,
    Token,
)
from .bodies import Encoding, File, Form, Multipart
from .client import BaseClient
from .codec import Codec, checked, codec_for, is_valid
from .content import Bytes, Content, Json, NoContent, Text
from .deadline import Timeout
from .deprecation import Deprecated, deprecated
from .drift import DecodeFailure, Drift, EncodeFailure, Problem
from .events import RequestEvent, ResponseEvent, RetryEvent
from .lazy import lazy_index
from .markers import AnyOf, AsText, Discriminator, OneOf, Sensitive
from .methods import ClientT, Group, deprecated_method, method
from .model import UNSET, Model, Unset, deprecated_field, field
from .operation import Api, Operation
from .options import AsyncClientOptions, CallOptions, ClientOptions
from .parameters import Cookie, Header, Path, Query, QueryString
from .request import Request
from .response import Response
from .retries import Retry
from .secrets import Secret
from .servers import Server, ServerVariable
from .sources import Binary
from .sync_client import SyncClient

if TYPE_CHECKING:
    from .assertions import (
        Also,
        Contains,
        DependentRequired,
        DependentType,
        Evaluated,
        If,
        Limits,
        Matches,
        MultipleOf,
        Not,
        PatternProperties,
        PrefixItems,
        Properties,
        PropertyCount,
        PropertyNames,
        Unevaluated,
        UniqueItems,
        Values,
    )
    from .async_streaming import AsyncStreamedResponse
    from .links import Constant, Expression, Link, Template
    from .pagination import (
        Cursor,
        LinkHeader,
        NextUrl,
        Offset,
        PagedRequest,
        PageNumber,
    )
    from .patterns import Dfa, Nfa
    from .payloads import Incoming, Parsers, PayloadParser
    from .sequences import Event, EventStream, JsonLines, JsonSequence
    from .streaming import StreamedResponse

__all__ = [
    "UNSET",
    "Also",
    "AnyOf",
    "Api",
    "ApiKey",
    "AsText",
    "Assertion",
    "AsyncClientOptions",
    "AsyncStreamedResponse",
    "BaseAsyncClient",
    "BaseClient",
    "BasicAuth",
    "Binary",
    "Bytes",
    "CallOptions",
    "ClientOptions",
    "ClientT",
    "Codec",
    "Constant",
    "Contains",
    "Content",
    "Cookie",
    "Cursor",
    "DecodeFailure",
    "DependentRequired",
    "DependentType",
    "Deprecated",
    "Dfa",
    "Discriminator",
    "Drift",
    "EncodeFailure",
    "Encoding",
    "Evaluated",
    "Event",
    "EventStream",
    "Expression",
    "File",
    "Form",
    "Group",
    "Header",
    "HttpBasic",
    "HttpBearer",
    "HttpScheme",
    "If",
    "Incoming",
    "Json",
    "JsonLines",
    "JsonSequence",
    "Limits",
    "Link",
    "LinkHeader",
    "Matches",
    "Meta",
    "Model",
    "Multipart",
    "MultipleOf",
    "MutualTls",
    "NextUrl",
    "Nfa",
    "NoContent",
    "Not",
    "OAuth2",
    "Offset",
    "OneOf",
    "OpenIdConnect",
    "Operation",
    "PageNumber",
    "PagedRequest",
    "Parsers",
    "Path",
    "PatternProperties",
    "PayloadParser",
    "PrefixItems",
    "Problem",
    "Properties",
    "PropertyCount",
    "PropertyNames",
    "Query",
    "QueryString",
    "Request",
    "RequestEvent",
    "Response",
    "ResponseEvent",
    "Retry",
    "RetryEvent",
    "Secret",
    "SecurityScheme",
    "Sensitive",
    "Server",
    "ServerVariable",
    "StreamedResponse",
    "SyncClient",
    "Template",
    "Text",
    "Timeout",
    "Token",
    "Unevaluated",
    "UniqueItems",
    "Unset",
    "Values",
    "checked",
    "codec_for",
    "deprecated",
    "deprecated_field",
    "deprecated_method",
    "field",
    "is_valid",
    "lazy_index",
    "method",
]

_HOMES = {
    "PagedRequest": ".pagination",
    "PageNumber": ".pagination",
    "Offset": ".pagination",
    "NextUrl": ".pagination",
    "LinkHeader": ".pagination",
    "Cursor": ".pagination",
    "AsyncStreamedResponse": ".async_streaming",
    "Constant": ".links",
    "Dfa": ".patterns",
    "Event": ".sequences",
    "EventStream": ".sequences",
    "Expression": ".links",
    "Incoming": ".payloads",
    "JsonLines": ".sequences",
    "JsonSequence": ".sequences",
    "Link": ".links",
    "Nfa": ".patterns",
    "Parsers": ".payloads",
    "PayloadParser": ".payloads",
    "StreamedResponse": ".streaming",
    "Template": ".links",
}
"""Where names live that are imported at their first use; all others are assertions."""


def __getattr__(name: str) -> Any:
    """What few APIs need and is costly to import, at its first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, ".assertions"), __name__), name)
