from __future__ import annotations

from .._runtime import Model

__all__ = ("ListTwoResponse",)


class ListTwoResponse(Model):
    cats: list[str] | None = None
    dogs: list[str] | None = None
    next_url: str | None = None
