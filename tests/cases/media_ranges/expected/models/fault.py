from __future__ import annotations

from .._runtime import Model

__all__ = ("Fault",)


class Fault(Model):
    message: str
