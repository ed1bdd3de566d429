from __future__ import annotations

from .._runtime import Model

__all__ = ("Low",)


class Low(Model):
    tone: str = "low"
