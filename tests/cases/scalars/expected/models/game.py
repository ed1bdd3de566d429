from __future__ import annotations

from typing import Literal

from .. import models
from .._runtime import UNSET, Model, Unset

__all__ = ("Game",)


class Game(Model):
    mode: Literal["a", "b"] | str | None = None
    """How.

    - `"a"`: the first
    - `"b"`: the second
    """
    modes: list[Literal["c", "d"] | str] | None = None
    """Its values:

    - `"c"`: the third
    - `"d"`: the fourth
    """
    number: Literal[1, 2] | int | None | Unset = UNSET
    """Its values:

    - `1`: the one
    - `2`: the two
    """
    release: Literal["3.10"] | None = None
    """The only one."""
    state: models.State | str | None = None
    stated: Literal["f"] | None = None
    """Its values:

    - `"f"`: of f
    """
