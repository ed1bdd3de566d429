"""Request functions: one module for each group, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from . import log as log
    from . import repositories as repositories
    from . import users as users
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .log
        .repositories
        .users
        """,
    )
