from __future__ import annotations

from .._runtime import Model

__all__ = ("Problem",)


class Problem(Model):
    title: str | None = None
