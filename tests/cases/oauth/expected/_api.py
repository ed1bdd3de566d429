"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import (
    Api,
    ApiKey,
    HttpBasic,
    HttpBearer,
    HttpScheme,
    MutualTls,
    OAuth2,
    OAuthFlow,
    OpenIdConnect,
    Server,
)

OAUTH = OAuth2(
    "OAuth",
    (
        OAuthFlow("implicit", authorization_url="https://login.example.com/authorize"),
        OAuthFlow(
            "password", token_url="https://login.example.com/token", refresh_url="https://login.example.com/refresh"
        ),
        OAuthFlow("clientCredentials", token_url="/token/?tenant=a"),
        OAuthFlow(
            "authorizationCode",
            token_url="https://login.example.com/token",
            authorization_url="https://login.example.com/authorize?audience=accounts",
        ),
        OAuthFlow(
            "deviceAuthorization",
            token_url="https://login.example.com/token",
            device_authorization_url="https://login.example.com/device",
        ),
    ),
    environment="OAUTH__OAUTH",
)
"""Every flow that there is.

Scopes:

- `read`: Read accounts.
- `write:all`: Change them.
"""

OAUTH_DESCRIBED_ELSEWHERE = OAuth2(
    "OAuth-described-elsewhere",
    metadata_url="https://login.example.com/.well-known/oauth-authorization-server",
    environment="OAUTH__OAUTH_DESCRIBED_ELSEWHERE",
)

OPENID = OpenIdConnect(
    "OpenID", "https://login.example.com/.well-known/openid-configuration", environment="OAUTH__OPENID"
)

BEARER = HttpBearer("bearer", environment="OAUTH__BEARER")
"""The token is a JWT."""

BASIC = HttpBasic("basic", environment="OAUTH__BASIC")

HOBA = HttpScheme("hoba", "hoba", environment="OAUTH__HOBA")

OAUTH_KEY = ApiKey("oauth_key", "X-Api-Key", "header", environment="OAUTH__OAUTH_KEY")

QUERY_KEY = ApiKey("query-key", "api key|[]", "query", environment="OAUTH__QUERY_KEY")

SESSION = ApiKey("session", "sid", "cookie", environment="OAUTH__SESSION")

CERTIFICATE = MutualTls("certificate")

API = Api(
    title="Accounts",
    version="1",
    servers=(Server("https://api.example.com/v1"),),
    security_schemes=(
        OAUTH,
        OAUTH_DESCRIBED_ELSEWHERE,
        OPENID,
        BEARER,
        BASIC,
        HOBA,
        OAUTH_KEY,
        QUERY_KEY,
        SESSION,
        CERTIFICATE,
    ),
)
