from __future__ import annotations

from .._runtime import Model

__all__ = ("Report",)


class Report(Model):
    id: int
