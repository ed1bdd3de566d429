"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .labels import *
    from .level import *
    from .mixed import *
    from .part import *
    from .settings import *
    from .word import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .labels Labels
        .level Level
        .mixed Mixed
        .part Part
        .settings Settings
        .word Word
        """,
    )
