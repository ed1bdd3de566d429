from __future__ import annotations

from typing import Annotated, Any, TypeAlias, Union

from .._runtime import Values

__all__ = ("Mixed",)

Mixed: TypeAlias = Union[Annotated[Any, Values(1, "one", 1.5, True)], None]
