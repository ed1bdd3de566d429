"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .blank import *
    from .cat import *
    from .company import *
    from .contact import *
    from .dog import *
    from .holder import *
    from .json import *
    from .maybe import *
    from .model import *
    from .number import *
    from .person import *
    from .pet import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Address Both ContactSurely Inline Judged Mail Number2 Number3 Other Surely
        .blank Blank
        .cat Cat
        .company Company
        .contact Contact ContactHosts
        .dog Dog
        .holder Holder HolderAll HolderInlineVariant1 HolderInlineVariant2
        .json Json
        .maybe Maybe
        .model ModelModel
        .number Number
        .person Person
        .pet Pet
        """,
    )
