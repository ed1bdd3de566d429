"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, ApiKey, HttpBearer, Server, ServerVariable

TOKEN = HttpBearer("token", environment="REQUESTS__TOKEN")

KEY = ApiKey("key", "X-Api-Key", "header", environment="REQUESTS__KEY")

COOKIE = ApiKey("cookie", "session", "cookie", environment="REQUESTS__COOKIE")

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
