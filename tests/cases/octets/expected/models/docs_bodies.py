from __future__ import annotations

from typing import Annotated

from .._runtime import Base64, Model, OneOf

__all__ = ("PutEncodedBody",)


class PutEncodedBody(Model):
    either: Annotated[Annotated[bytes, Base64()] | str, OneOf()] | None = None
