from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from .._runtime import OneOf

if TYPE_CHECKING:
    from ..validators import Number2, Number3

__all__ = ("Number",)

Number: TypeAlias = Annotated[Union["Number2", "Number3"], OneOf()]
