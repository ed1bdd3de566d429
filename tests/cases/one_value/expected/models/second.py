from __future__ import annotations

from typing import Literal

from .._runtime import Model

__all__ = ("Second",)


class Second(Model):
    number: Literal[2] = 2
