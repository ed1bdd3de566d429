"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api, HttpBasic, HttpBearer, Server

TOKEN = HttpBearer("token", environment="PRIVACY__TOKEN")

LOGIN = HttpBasic("login", environment="PRIVACY__LOGIN")

API = Api(
    title="Privacy",
    version="1.0.0",
    servers=(Server("https://api.example.com"),),
    security_schemes=(TOKEN, LOGIN),
)
