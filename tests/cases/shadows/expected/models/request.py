from __future__ import annotations

from .._runtime import Model

__all__ = ("Request",)


class Request(Model):
    path: str | None = None
