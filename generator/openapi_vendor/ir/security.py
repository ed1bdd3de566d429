"""Servers, and the security schemes that their operations ask for."""

from __future__ import annotations

from msgspec import Struct

from openapi_vendor.diagnostics import Location
from openapi_vendor.ir.messages import In
from openapi_vendor.text import Text


class ServerVariable(Struct, frozen=True):
    name: Text
    default: Text
    enum: tuple[Text, ...] = ()
    description: Text | None = None


class Server(Struct, frozen=True):
    """A base URL; `url` may hold `{variables}` and may be relative."""

    url: Text
    location: Location
    name: Text | None = None
    description: Text | None = None
    variables: tuple[ServerVariable, ...] = ()


class SecurityUse(Struct, frozen=True):
    """One scheme that must be satisfied, with the scopes it needs. `scheme` is a key of `Api.security_schemes`."""

    scheme: Text
    scopes: tuple[Text, ...] = ()


SecurityRequirement = tuple[SecurityUse, ...]
"""All of these together; the empty tuple means that no credential is needed."""


class HttpScheme(Struct, frozen=True):
    """`type: http`; `scheme` is lower case (`basic`, `bearer`, or another registered name)."""

    name: Text
    scheme: Text
    location: Location
    bearer_format: Text | None = None
    description: Text | None = None


class ApiKeyScheme(Struct, frozen=True):
    """`type: apiKey`. `key` is the header, query parameter or cookie that carries the key."""

    name: Text
    key: Text
    where: In
    location: Location
    description: Text | None = None


class OAuthFlow(Struct, frozen=True):
    """One flow. `kind`: implicit, password, clientCredentials, authorizationCode or deviceAuthorization."""

    kind: str
    authorization_url: Text | None
    token_url: Text | None
    refresh_url: Text | None
    device_authorization_url: Text | None
    scopes: tuple[tuple[Text, Text], ...]


class OAuth2Scheme(Struct, frozen=True):
    """`type: oauth2`."""

    name: Text
    flows: tuple[OAuthFlow, ...]
    location: Location
    metadata_url: Text | None = None
    description: Text | None = None


class OpenIdConnectScheme(Struct, frozen=True):
    """`type: openIdConnect`."""

    name: Text
    url: Text
    location: Location
    description: Text | None = None


class MutualTlsScheme(Struct, frozen=True):
    """`type: mutualTLS`."""

    name: Text
    location: Location
    description: Text | None = None


SecurityScheme = HttpScheme | ApiKeyScheme | OAuth2Scheme | OpenIdConnectScheme | MutualTlsScheme
