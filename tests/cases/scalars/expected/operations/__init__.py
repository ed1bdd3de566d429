"""Request functions: one module for each group, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from . import measures as measures
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .measures
        """,
    )
