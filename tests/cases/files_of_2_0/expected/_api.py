"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, Server

API = Api(
    title="Files of 2.0",
    version="1",
    servers=(Server("https://files.example.com"),),
)
