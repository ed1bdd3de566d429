from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, Union

from .._runtime import AnyOf

__all__ = ("ModelModel",)

ModelModel: TypeAlias = Annotated[Union[str, Literal["small", "large"]], AnyOf()]
