from __future__ import annotations

from .._runtime import Model

__all__ = ("Dog",)


class Dog(Model):
    trick: str
