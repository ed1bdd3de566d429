from __future__ import annotations

from typing import TypeAlias

from .. import models

__all__ = ("Pets",)

Pets: TypeAlias = list["models.Pet"]
