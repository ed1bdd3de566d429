"""Every model and named type, imported when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .problem import *
    from .search import *
    from .send_form import *
    from .upload import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Q
        .problem Problem
        .search SearchDeep
        .send_form SendFormBody
        .upload Upload202Response UploadBody
        """,
    )
