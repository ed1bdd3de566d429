from __future__ import annotations

from .._runtime import Model

__all__ = ("Tool",)


class Tool(Model):
    tool: str
