from __future__ import annotations

from typing import Literal

from .._runtime import Model

__all__ = ("Response",)


class Response(Model):
    status: Literal["a-b", "a_b", "1"] | str | None = None
