"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .pet import *
    from .pets_bodies import *
    from .uncertain_bodies import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Page
        .pet Pet
        .pets_bodies ListByCursorResponse ListByLastResponse ListByMetaResponse ListByMetaResponseMeta ListByOffsetResponse SearchPetsBody SearchPetsResponse
        .uncertain_bodies ListBothResponse ListNextResponse ListTwoResponse
        """,
    )
