from __future__ import annotations

from .._runtime import Model, field

__all__ = ("VlanModel",)


class VlanModel(Model):
    id: int | None = field(default=None, name="ID")
    id_: int | None = field(default=None, name="id")
    id_2: int | None = field(default=None, name="Id")
