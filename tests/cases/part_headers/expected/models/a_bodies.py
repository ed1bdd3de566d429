from __future__ import annotations

from .._runtime import Model

__all__ = ("ABody", "X")


class ABody(Model):
    f: bytes | None = None
    x: X | None = None


class X(Model):
    p: str
