"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from typing import TypeAlias
    from .book import *
    from .fault import *
    from .raw import *
    from .shelf_bodies import *

    Named: TypeAlias = Book
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
