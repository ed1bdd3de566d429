"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, ApiKey, HttpBearer, Server, ServerVariable

TOKEN = HttpBearer("token", environment="REQUESTS_TOKEN")

KEY = ApiKey("key", "X-Api-Key", "header", environment="REQUESTS_KEY")

COOKIE = ApiKey("cookie", "session", "cookie", environment="REQUESTS_COOKIE")

API = Api(
    title="Requests",
    version="1",
    servers=(
        Server(
            "https://{region}.example.com/{basePath}",
            variables={"region": ServerVariable("eu", ("eu", "us")), "basePath": ServerVariable("v2")},
        ),
    ),
    security_schemes=(TOKEN, KEY, COOKIE),
)
