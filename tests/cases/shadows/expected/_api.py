"""What the document says about the API as a whole."""

from __future__ import annotations

from ._runtime import Api

API = Api(
    title="Shadows",
    version="1",
)
