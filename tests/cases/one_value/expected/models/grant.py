from __future__ import annotations

from typing import Literal

from .._runtime import Model

__all__ = ("Grant",)


class Grant(Model):
    grant_type: Literal["authorization_code"] = "authorization_code"
    code: str
    prompt: Literal["none"] | None = None
