from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypeAlias

from .._runtime import Values

__all__ = ("Fractions",)

Fractions: TypeAlias = Annotated[float, Values(Decimal("0.1234567890123456789"), Decimal("1E+400"), 0.5)]
