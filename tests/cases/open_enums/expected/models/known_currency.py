from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from .._runtime import AnyOf

__all__ = ("KnownCurrency",)

KnownCurrency: TypeAlias = Annotated[str | Literal["USD"], AnyOf()]
