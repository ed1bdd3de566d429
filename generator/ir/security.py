"""Servers, and the security schemes that their operations ask for."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Location
from generator.ir.messages import In
from generator.text import Text


@dataclass(frozen=True, slots=True)
class ServerVariable:
    name: Text
    default: Text
    enum: tuple[Text, ...] = ()
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL; `url` may hold `{variables}` and may be relative."""

    url: Text
    location: Location
    name: Text | None = None
    description: Text | None = None
    variables: tuple[ServerVariable, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """One scheme that must be satisfied, with the scopes it needs. `scheme` is a key of `Api.security_schemes`."""

    scheme: Text
    scopes: tuple[Text, ...] = ()


SecurityRequirement = tuple[SecurityUse, ...]
"""All of these together; the empty tuple means that no credential is needed."""


@dataclass(frozen=True, slots=True)
class HttpScheme:
    """`type: http`; `scheme` is lower case (`basic`, `bearer`, or another registered name)."""

    name: Text
    scheme: Text
    location: Location
    bearer_format: Text | None = None
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class ApiKeyScheme:
    """`type: apiKey`. `key` is the header, query parameter or cookie that carries the key."""

    name: Text
    key: Text
    where: In
    location: Location
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """One flow. `kind`: implicit, password, clientCredentials, authorizationCode or deviceAuthorization."""

    kind: str
    authorization_url: Text | None
    token_url: Text | None
    refresh_url: Text | None
    device_authorization_url: Text | None
    scopes: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class OAuth2Scheme:
    """`type: oauth2`."""

    name: Text
    flows: tuple[OAuthFlow, ...]
    location: Location
    metadata_url: Text | None = None
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class OpenIdConnectScheme:
    """`type: openIdConnect`."""

    name: Text
    url: Text
    location: Location
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class MutualTlsScheme:
    """`type: mutualTLS`."""

    name: Text
    location: Location
    description: Text | None = None


SecurityScheme = HttpScheme | ApiKeyScheme | OAuth2Scheme | OpenIdConnectScheme | MutualTlsScheme
