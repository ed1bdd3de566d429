from __future__ import annotations

from typing import Annotated, Any, Never, TypeAlias

from .._runtime import Contains, Evaluated, PrefixItems, Unevaluated

__all__ = ("Pair",)

Pair: TypeAlias = Annotated[
    Annotated[list[str | Any], PrefixItems((str,))],
    Contains(int),
    Unevaluated(Never, (Evaluated(prefix=1, contains=int),), items=True),
]
