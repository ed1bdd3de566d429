"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, ApiKey, HttpBearer, Server

KEY = ApiKey("key", "X-Key", "header", environment="SENDING__KEY")

SESSION = ApiKey("session", "session", "cookie", environment="SENDING__SESSION")

TOKEN = HttpBearer("token", environment="SENDING__TOKEN")

API = Api(
    title="Sending",
    version="1",
    servers=(Server("/api/v1"),),
    security_schemes=(KEY, SESSION, TOKEN),
)
