"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .files_bodies import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .files_bodies SendBinaryBody SendManyBody SendOneBody
        """,
    )
