from __future__ import annotations

from typing import Literal

from .._runtime import Model

__all__ = ("First",)


class First(Model):
    number: Literal[1] = 1
