"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .part import *
    from .thing import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Count Name Size
        .part Part PartRequest
        .thing Thing ThingParts ThingRequest ThingRequestParts
        """,
    )
