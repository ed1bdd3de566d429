"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .book import *
    from .fault import *
    from .raw import *
    from .shelf_bodies import *
    from .book import Book as Named
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .book Named=Book
        .book Book
        .fault Fault
        .raw Raw
        .shelf_bodies PageBooksResponse
        """,
    )
