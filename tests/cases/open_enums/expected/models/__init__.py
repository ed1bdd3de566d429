"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .answer import *
    from .any_model import *
    from .function import *
    from .known_currency import *
    from .known_model import *
    from .mode import *
    from .tool import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .answer Answer
        .any_model AnyModel
        .function Function
        .known_currency KnownCurrency
        .known_model KnownModel
        .mode Mode
        .tool Tool
        """,
    )
