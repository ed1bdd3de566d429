from __future__ import annotations

from typing import Annotated

from .._runtime import Base64, Model

__all__ = ("SendBinaryBody", "SendManyBody", "SendOneBody")


class SendOneBody(Model):
    file: bytes
    note: str | None = None


class SendManyBody(Model):
    files: list[bytes] | None = None
    joined: list[bytes] | None = None


class SendBinaryBody(Model):
    file: bytes | None = None
    scan: Annotated[bytes, Base64()] | None = None
