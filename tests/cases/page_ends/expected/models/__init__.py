"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .ends_bodies import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators Page ZeroPagesPage
        .ends_bodies EchoedResponse EchoedTimeResponse InPagingResponse InPagingResponsePaging InPagingResponsePagingNext MoreCountResponse NextLinkResponse NextNumberResponse NextOwnResponse NextTextResponse NextTokenResponse NextTokenResponseMeta OffsetCountResponse OffsetCountResponseMeta OffsetMoreResponse OffsetSilentResponse OffsetTotalResponse PageLastResponse PageLastResponseMeta PageMoreResponse PagePagesResponse PageSilentResponse PageTotalResponse ZeroLastResponse ZeroOrOneResponse ZeroPagesResponse ZeroPagesResponsePage ZeroTotalResponse
        """,
    )
