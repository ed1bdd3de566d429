"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, Server

API = Api(
    title="Uploads",
    version="1.0.0",
    servers=(Server("https://uploads.example"),),
)
