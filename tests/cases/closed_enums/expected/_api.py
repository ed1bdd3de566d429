"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, Server

API = Api(
    title="Closed enums",
    version="1.0.0",
    servers=(Server("https://example.com"),),
)
