"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .company import *
    from .only_json import *
    from .person import *
    from .pet import *
    from .pets import *
    from .problem import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .company Company
        .only_json OnlyJson
        .person Person
        .pet Pet
        .pets Pets
        .problem Problem
        """,
    )
