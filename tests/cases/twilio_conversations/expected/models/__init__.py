"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from ..validators import *
    from .user_conversation import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        ..validators AccountSid ChatServiceSid ConversationSid ParticipantSid UserSid
        .user_conversation UserConversation UserConversationLinks UserConversationTimers
        """,
    )
