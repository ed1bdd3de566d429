from __future__ import annotations

from .._runtime import Model

__all__ = ("Account",)


class Account(Model):
    id: str
