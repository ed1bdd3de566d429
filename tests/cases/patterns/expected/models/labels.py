from __future__ import annotations

from typing import Annotated, Any, Never, TypeAlias

from .._runtime import Dfa, PatternProperties

__all__ = ("Labels",)

Labels: TypeAlias = Annotated[
    dict[str, Any],
    PatternProperties(
        ((Dfa(classes="0=0 61=1 62=0", transitions="2 1:3;2;2 1:3", accepting="3"), int), ("^x-", Any)), rest=Never
    ),
]
"""The names that begin with `x-` are free; those of letters have numbers."""
