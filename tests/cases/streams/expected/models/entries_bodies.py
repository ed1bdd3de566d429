from __future__ import annotations

from .._runtime import Model

__all__ = ("CompleteEntryBody",)


class CompleteEntryBody(Model):
    stream: bool | None = None
