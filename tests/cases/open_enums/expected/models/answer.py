from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from .._runtime import AnyOf, Model, OneOf

if TYPE_CHECKING:
    from .any_model import AnyModel
    from .function import Function
    from .mode import Mode
    from .tool import Tool

__all__ = ("Answer",)


class Answer(Model):
    model: AnyModel | None = None
    choice: Annotated[Mode | str | Function | Tool, OneOf()] | None = None
    either: Annotated[str | Literal["a", "b"], OneOf(), AnyOf()] | None = None
