"""The runtime that every generated package carries: models and their codecs, requests, clients, errors.

It is the same in every package, and needs nothing but httpx2 and msgspec. Each part is imported when one of its names
is first used (PEP 562): who only wants models needs no client, and a client needs no codec before its first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import UNSET, Meta
from msgspec import UnsetType as Unset

from .lazy import lazy_index

if TYPE_CHECKING:
    from .api import Api
    from .assertion import Assertion
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
    from .async_client import BaseAsyncClient
    from .async_streaming import AsyncStreamedResponse
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
    from .authorization import AuthorizationRequest
    from .bodies import Encoding, Form
    from .checks import Validation, validating_requests
    from .client import BaseClient
    from .codec import Codec, checked, codec_for, is_valid
    from .content import Bytes, Content, Json, NoContent, Text
    from .deadline import Timeout
    from .deprecation import Deprecated, deprecated
    from .drift import DecodeFailure, Drift, EncodeFailure, Problem
    from .events import RequestEvent, ResponseEvent, RetryEvent
    from .files import File
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
    from .markers import (
        AnyOf,
        AsText,
        Base64,
        Discriminator,
        Int32,
        Int64,
        IsoDuration,
        OneOf,
        OrOther,
        Sensitive,
        Uncertain,
    )
    from .methods import ClientT, Group, deprecated_method, method
    from .model import Model, deprecated_field, field
    from .multipart import Multipart
    from .operation import Operation
    from .options import AsyncClientOptions, CallOptions, ClientOptions
    from .paged_methods import AsyncPagedMethod, PagedMethod, paged_method
    from .pagination import Cursor, LinkHeader, NextUrl, Offset, PagedRequest, PageNumber
    from .parameters import Cookie, Header, Path, Query, QueryString
    from .patterns import Dfa, Nfa
    from .payloads import Incoming, Parsers, PayloadParser
    from .provider import ProviderMetadata
    from .request import Request
    from .response import Response
    from .retries import Retry
    from .secrets import Secret
    from .sequences import Event, EventStream, JsonLines, JsonSequence
    from .servers import Server, ServerVariable
    from .sources import Binary
    from .streaming import StreamedResponse
    from .sync_client import SyncClient
    from .xml_content import Xml
    from .xml_nodes import XmlNode
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .api Api
        .assertion Assertion
        .assertions Also Contains DependentRequired DependentType Evaluated If Limits Matches MultipleOf Not
        .assertions PatternProperties PrefixItems Properties PropertyCount PropertyNames Unevaluated UniqueItems Values
        .async_client BaseAsyncClient
        .async_streaming AsyncStreamedResponse
        .auth ApiKey AsyncLogin AsyncToken BasicAuth HttpBasic HttpBearer HttpScheme Login MutualTls OAuth2 OAuthFlow
        .auth OpenIdConnect SecurityScheme Token
        .authorization AuthorizationRequest
        .bodies Encoding Form
        .checks Validation validating_requests
        .client BaseClient
        .codec Codec checked codec_for is_valid
        .content Bytes Content Json NoContent Text
        .deadline Timeout
        .deprecation Deprecated deprecated
        .drift DecodeFailure Drift EncodeFailure Problem
        .events RequestEvent ResponseEvent RetryEvent
        .files File
        .grants AsyncOAuthToken AuthorizationCode ClientCredentials DeviceAuthorization DevicePrompt Grant OAuthToken
        .grants RefreshToken ResourceOwnerPassword Tokens
        .links Constant Expression Link Template
        .markers AnyOf AsText Base64 Discriminator Int32 Int64 IsoDuration OneOf OrOther Sensitive Uncertain
        .methods ClientT Group deprecated_method method
        .model Model deprecated_field field
        .multipart Multipart
        .operation Operation
        .options AsyncClientOptions CallOptions ClientOptions
        .paged_methods AsyncPagedMethod PagedMethod paged_method
        .pagination Cursor LinkHeader NextUrl Offset PageNumber PagedRequest
        .parameters Cookie Header Path Query QueryString
        .patterns Dfa Nfa
        .payloads Incoming Parsers PayloadParser
        .provider ProviderMetadata
        .request Request
        .response Response
        .retries Retry
        .secrets Secret
        .sequences Event EventStream JsonLines JsonSequence
        .servers Server ServerVariable
        .sources Binary
        .streaming StreamedResponse
        .sync_client SyncClient
        .xml_content Xml
        .xml_nodes XmlNode
        """,
    )

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
    "Base64",
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
    "Int32",
    "Int64",
    "IsoDuration",
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
    "Uncertain",
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
