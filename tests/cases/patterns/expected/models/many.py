from __future__ import annotations

from typing import Annotated, TypeAlias

from .._runtime import Limits

__all__ = ("Many",)

Many: TypeAlias = Annotated[list[str], Limits(max_length=18446744073709551616)]
