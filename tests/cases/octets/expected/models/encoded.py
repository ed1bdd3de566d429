from __future__ import annotations

from typing import Annotated, TypeAlias

from .._runtime import Base64

__all__ = ("Encoded",)

Encoded: TypeAlias = Annotated[bytes, Base64()]
