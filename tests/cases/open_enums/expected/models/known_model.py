from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from .._runtime import AnyOf

__all__ = ("KnownModel",)

KnownModel: TypeAlias = Annotated[str | Literal["small", "large"], AnyOf()]
