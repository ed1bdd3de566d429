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
    AsyncLogin,
    AsyncToken,
    BasicAuth,
    HttpBasic,
    HttpBearer,
    HttpScheme,
    Login,
    MutualTls,
    OAuth2,
    OAuthFlow,
    OpenIdConnect,
    SecurityScheme,
    Token,
)
from .bodies import Encoding, Form
from .checks import Validation, validating_requests
from .client import BaseClient
from .content import Bytes, Content, Json, NoContent, Text
from .deadline import Timeout
from .deprecation import Deprecated, deprecated
from .drift import DecodeFailure, Drift, EncodeFailure, Problem
from .events import RequestEvent, ResponseEvent, RetryEvent
from .lazy import lazy_index
from .markers import AnyOf, AsText, Discriminator, OneOf, OrOther, Sensitive
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
    from .authorization import AuthorizationRequest
    from .codec import Codec, checked, codec_for, is_valid
    from .grants import (
        AsyncOAuthToken,
        AuthorizationCode,
        ClientCredentials,
        DeviceAuthorization,
        DevicePrompt,
        Grant,
        OAuthToken,
        RefreshToken,
        ResourceOwnerPassword,
        Tokens,
    )
    from .links import Constant, Expression, Link, Template
    from .multipart import File, Multipart
    from .paged_methods import AsyncPagedMethod, PagedMethod, paged_method
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
    from .provider import ProviderMetadata
    from .sequences import Event, EventStream, JsonLines, JsonSequence
    from .streaming import StreamedResponse
    from .xml_content import Xml
    from .xml_nodes import XmlNode

__all__ = [
    "UNSET",
    "Also",
    "AnyOf",
    "Api",
    "ApiKey",
    "AsText",
    "Assertion",
    "AsyncClientOptions",
    "AsyncLogin",
    "AsyncOAuthToken",
    "AsyncPagedMethod",
    "AsyncStreamedResponse",
    "AsyncToken",
    "AuthorizationCode",
    "AuthorizationRequest",
    "BaseAsyncClient",
    "BaseClient",
    "BasicAuth",
    "Binary",
    "Bytes",
    "CallOptions",
    "ClientCredentials",
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
    "DeviceAuthorization",
    "DevicePrompt",
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
    "Grant",
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
    "Login",
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
    "OAuthFlow",
    "OAuthToken",
    "Offset",
    "OneOf",
    "OpenIdConnect",
    "Operation",
    "OrOther",
    "PageNumber",
    "PagedMethod",
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
    "ProviderMetadata",
    "Query",
    "QueryString",
    "RefreshToken",
    "Request",
    "RequestEvent",
    "ResourceOwnerPassword",
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
    "Tokens",
    "Unevaluated",
    "UniqueItems",
    "Unset",
    "Validation",
    "Values",
    "Xml",
    "XmlNode",
    "checked",
    "codec_for",
    "deprecated",
    "deprecated_field",
    "deprecated_method",
    "field",
    "is_valid",
    "lazy_index",
    "method",
    "paged_method",
    "validating_requests",
]

_HOMES = {
    "Codec": ".codec",
    "checked": ".codec",
    "codec_for": ".codec",
    "is_valid": ".codec",
    "PagedRequest": ".pagination",
    "PageNumber": ".pagination",
    "Offset": ".pagination",
    "NextUrl": ".pagination",
    "LinkHeader": ".pagination",
    "Cursor": ".pagination",
    "File": ".multipart",
    "Multipart": ".multipart",
    "AsyncPagedMethod": ".paged_methods",
    "PagedMethod": ".paged_methods",
    "paged_method": ".paged_methods",
    "AsyncOAuthToken": ".grants",
    "AsyncStreamedResponse": ".async_streaming",
    "AuthorizationCode": ".grants",
    "AuthorizationRequest": ".authorization",
    "ClientCredentials": ".grants",
    "Constant": ".links",
    "DeviceAuthorization": ".grants",
    "DevicePrompt": ".grants",
    "Dfa": ".patterns",
    "Event": ".sequences",
    "EventStream": ".sequences",
    "Expression": ".links",
    "Incoming": ".payloads",
    "Grant": ".grants",
    "JsonLines": ".sequences",
    "JsonSequence": ".sequences",
    "Link": ".links",
    "Nfa": ".patterns",
    "OAuthToken": ".grants",
    "Parsers": ".payloads",
    "PayloadParser": ".payloads",
    "ProviderMetadata": ".provider",
    "RefreshToken": ".grants",
    "ResourceOwnerPassword": ".grants",
    "StreamedResponse": ".streaming",
    "Template": ".links",
    "Tokens": ".grants",
    "Xml": ".xml_content",
    "XmlNode": ".xml_nodes",
}
"""Where names live that are imported at their first use; all others are assertions."""


def __getattr__(name: str) -> Any:
    """What few APIs need and is costly to import, at its first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, ".assertions"), __name__), name)
