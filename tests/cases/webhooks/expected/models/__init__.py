"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .change import *
    from .create_stream import *
    from .export_ready import *
    from .order import *
    from .refund import *
    from .streams_bodies import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Id
        .change Change
        .create_stream CreateStreamOnDataRequestBodyUrlDataBody
        .export_ready ExportReadyBody
        .order Order
        .refund Refund
        .streams_bodies CreateStreamBody
        """,
    )
