"""Request functions: one module for each group, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from . import car as car
    from . import shadows as shadows
    from . import u1f9e9_branding as u1f9e9_branding
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .car
        .shadows
        .u1f9e9_branding
        """,
    )
