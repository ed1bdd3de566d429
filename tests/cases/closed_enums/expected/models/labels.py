from __future__ import annotations

from typing import Literal

from .._runtime import Model

__all__ = ("Labels",)


class Labels(Model, extra=list[Literal["a", "b"] | str]):
    id: int | None = None
