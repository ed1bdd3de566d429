"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, Server

API = Api(
    title="Scalars",
    version="1",
    servers=(Server("https://api.example.com"),),
)
