"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .log_bodies import *
    from .missing import *
    from .repository import *
    from .user import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .log_bodies LogBody
        .missing Missing
        .repository Repository
        .user User UserOwner
        """,
    )
