from __future__ import annotations

from typing import Literal

from .._runtime import Model

__all__ = ("Refund",)


class Refund(Model):
    kind: Literal["refund"] = "refund"
    of: str | None = None
