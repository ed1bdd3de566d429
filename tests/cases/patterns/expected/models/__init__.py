"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .fractions import *
    from .labels import *
    from .many import *
    from .names import *
    from .text import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Amount Code Either Email Ending Endless Escapes GetTextAmount Host Huge Last Letter Letters Long NamesKey Other Price Share Slug Word Year
        .fractions Fractions
        .labels Labels
        .many Many
        .names Names
        .text Text
        """,
    )
