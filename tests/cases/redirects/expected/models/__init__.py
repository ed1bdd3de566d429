"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from typing import TypeAlias
    from ..validators import *
    from .described import *
    from .pet import *

    Animal: TypeAlias = Pet
    Beast: TypeAlias = Pet
    Key: TypeAlias = Identifier
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .pet Animal=Pet
        .pet Beast=Pet
        ..validators Key=Identifier
        ..validators Identifier
        .described Described
        .pet Pet
        """,
    )
