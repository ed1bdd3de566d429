"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .item import *
    from .level import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators GetCountResponse GetNameResponse
        .item Item
        .level Level
        """,
    )
