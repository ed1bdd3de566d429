from __future__ import annotations

from typing import TypeAlias

from .. import models

__all__ = ("Names",)

Names: TypeAlias = dict["models.NamesKey", int]
