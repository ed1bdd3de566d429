from __future__ import annotations

from .._runtime import Model

__all__ = ("PutEitherBody",)


class PutEitherBody(Model):
    url: str | None = None
