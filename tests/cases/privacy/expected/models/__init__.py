"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .account import *
    from .card import *
    from .forms_bodies import *
    from .grade import *
    from .safe import *
    from .sealed import *
    from .wallet import *
    from .wallet_bodies import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Code Number Pin
        .account Account
        .card Card
        .forms_bodies SendFormBody SendPartsBody
        .grade Grade
        .safe Safe
        .sealed Sealed
        .wallet Wallet
        .wallet_bodies PutWallet4XXError
        """,
    )
