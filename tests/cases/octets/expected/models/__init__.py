"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .doc import *
    from .docs_bodies import *
    from .encoded import *
    from .forms_bodies import *
    from .octets import *
    from .whole_bodies import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .doc Doc
        .docs_bodies PutEncodedBody
        .encoded Encoded
        .forms_bodies SendExtrasBody SendFormBody SendFormBodyDetails SendOpenBody SendPicturesBody SendVariantBodyVariant1 SendVariantBodyVariant2
        .octets Octets
        .whole_bodies PutEitherBody
        """,
    )
