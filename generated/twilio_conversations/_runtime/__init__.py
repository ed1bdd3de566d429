"""The runtime that every generated package carries: models and their codecs, requests, clients, errors.

It is the same in every package, and needs nothing but httpx2 and msgspec.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Meta

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
from .deprecation import deprecated
from .drift import DecodeFailure, Drift, EncodeFailure, Problem
from .events import RequestEvent, ResponseEvent, RetryEvent
from .lazy import lazy_index
from .markers import AnyOf, AsText, Discriminator, OneOf, Sensitive
from .methods import ClientT, Group, method
from .model import UNSET, Model, Unset, field
from .operation import Api, Operation
from .options import AsyncClientOptions, CallOptions, ClientOptions
from .parameters import Cookie, Header, Path, Query, QueryString
from .request import Request
from .response import Response
from .retries import Retry
from .secrets import Secret
from .servers import Server, ServerVariable
from .sync_client import SyncClient

if TYPE_CHECKING:
    from .assertions import (
        Also,
        Assertion,
        Contains,
        DependentRequired,
        DependentType,
        If,
        Limits,
        MultipleOf,
        Not,
        PatternProperties,
        PrefixItems,
        Properties,
        PropertyCount,
        PropertyNames,
        UniqueItems,
        Values,
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
    "BaseAsyncClient",
    "BaseClient",
    "BasicAuth",
    "Bytes",
    "CallOptions",
    "ClientOptions",
    "ClientT",
    "Codec",
    "Contains",
    "Content",
    "Cookie",
    "DecodeFailure",
    "DependentRequired",
    "DependentType",
    "Discriminator",
    "Drift",
    "EncodeFailure",
    "Encoding",
    "File",
    "Form",
    "Group",
    "Header",
    "HttpBasic",
    "HttpBearer",
    "HttpScheme",
    "If",
    "Json",
    "Limits",
    "Meta",
    "Model",
    "Multipart",
    "MultipleOf",
    "MutualTls",
    "NoContent",
    "Not",
    "OAuth2",
    "OneOf",
    "OpenIdConnect",
    "Operation",
    "Path",
    "PatternProperties",
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
    "SyncClient",
    "Text",
    "Timeout",
    "Token",
    "UniqueItems",
    "Unset",
    "Values",
    "checked",
    "codec_for",
    "deprecated",
    "field",
    "is_valid",
    "lazy_index",
    "method",
]


def __getattr__(name: str) -> Any:
    """Assertions, which few APIs state and which are costly to import, at their first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(".assertions", __name__), name)
