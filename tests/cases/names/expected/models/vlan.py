from __future__ import annotations

from .._runtime import Model

__all__ = ("VLAN",)


class VLAN(Model):
    id: int | None = None
