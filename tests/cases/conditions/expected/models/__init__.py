"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .base import *
    from .cat import *
    from .dog import *
    from .guest import *
    from .pair import *
    from .thing import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .base Base
        .cat Cat
        .dog Dog
        .guest Guest GuestCat GuestDog
        .pair Pair
        .thing Thing ThingCode ThingScore
        """,
    )
