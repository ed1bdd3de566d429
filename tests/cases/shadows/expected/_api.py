"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, ApiKey

HTTP_CLIENT = ApiKey("http_client", "X-Client", "header", environment="SHADOWS__HTTP_CLIENT")

SUPER = ApiKey("super", "X-Super", "header", environment="SHADOWS__SUPER")

API = Api(
    title="Shadows",
    version="1",
    security_schemes=(HTTP_CLIENT, SUPER),
)
