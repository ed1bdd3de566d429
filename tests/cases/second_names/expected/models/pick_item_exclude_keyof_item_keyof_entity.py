from __future__ import annotations

from .._runtime import Model

__all__ = ("PickItemExcludeKeyofItemKeyofEntity",)


class PickItemExcludeKeyofItemKeyofEntity(Model):
    name: str
