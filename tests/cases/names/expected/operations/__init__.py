"""Request functions: one module for each group, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from . import a_b as a_b
    from . import a_b_ as a_b_
    from . import client as client
    from . import grosse as grosse
    from . import import_ as import_
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .a_b
        .a_b_
        .client
        .grosse
        .import_
        """,
    )
