"""Every model and named type, imported when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .list_by_cursor import *
    from .list_by_last import *
    from .list_by_meta import *
    from .list_by_offset import *
    from .list_next import *
    from .list_two import *
    from .pet import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Page
        .list_by_cursor ListByCursorResponse
        .list_by_last ListByLastResponse
        .list_by_meta ListByMetaResponse ListByMetaResponseMeta
        .list_by_offset ListByOffsetResponse
        .list_next ListNextResponse
        .list_two ListTwoResponse
        .pet Pet
        """,
    )
