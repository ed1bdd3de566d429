from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, Union

from .._runtime import AnyOf

if TYPE_CHECKING:
    from .known_model import KnownModel

__all__ = ("AnyModel",)

AnyModel: TypeAlias = Annotated[Union["KnownModel", Literal["huge", "vast"], str], AnyOf()]
