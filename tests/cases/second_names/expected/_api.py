"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, ApiKey, Server

KEY = ApiKey("key", "OAuthFlow(", "query", environment="SECOND_NAMES__KEY")

API = Api(
    title="Second names",
    version="1",
    servers=(Server("https://example.com"),),
    security_schemes=(KEY,),
)
