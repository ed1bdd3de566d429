from __future__ import annotations

from .._runtime import Model

__all__ = ("Function",)


class Function(Model):
    name: str
