from __future__ import annotations

from .._runtime import Model

__all__ = ("LogBody",)


class LogBody(Model):
    name: str | None = None
