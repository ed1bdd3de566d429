"""Every pattern and limit that the document states, one named type each.

`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeGuard

from msgspec import Meta

from ._runtime import checked, is_valid

AccountSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern=r"^AC[0-9a-fA-F]{32}\Z")]
"""The unique ID of the Account responsible for this conversation. 34 characters; matches `^AC[0-9a-fA-F]{32}$`."""


def is_account_sid(value: object) -> TypeGuard[str]:
    """Whether the value is an `AccountSid`."""
    return is_valid(value, AccountSid)


def check_account_sid(value: object) -> str:
    """The value, if it is an `AccountSid`; raises ValueError otherwise."""
    result: str = checked(value, AccountSid, "AccountSid")
    return result


ChatServiceSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern=r"^IS[0-9a-fA-F]{32}\Z")]
"""The unique ID of the Conversation Service this conversation belongs to. 34 characters; matches
`^IS[0-9a-fA-F]{32}$`.
"""


def is_chat_service_sid(value: object) -> TypeGuard[str]:
    """Whether the value is a `ChatServiceSid`."""
    return is_valid(value, ChatServiceSid)


def check_chat_service_sid(value: object) -> str:
    """The value, if it is a `ChatServiceSid`; raises ValueError otherwise."""
    result: str = checked(value, ChatServiceSid, "ChatServiceSid")
    return result


ConversationSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern=r"^CH[0-9a-fA-F]{32}\Z")]
"""The unique ID of the Conversation for this User Conversation. 34 characters; matches `^CH[0-9a-fA-F]{32}$`."""


def is_conversation_sid(value: object) -> TypeGuard[str]:
    """Whether the value is a `ConversationSid`."""
    return is_valid(value, ConversationSid)


def check_conversation_sid(value: object) -> str:
    """The value, if it is a `ConversationSid`; raises ValueError otherwise."""
    result: str = checked(value, ConversationSid, "ConversationSid")
    return result


ParticipantSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern=r"^MB[0-9a-fA-F]{32}\Z")]
"""The unique ID of the participant the user conversation belongs to. 34 characters; matches `^MB[0-9a-fA-F]{32}$`."""


def is_participant_sid(value: object) -> TypeGuard[str]:
    """Whether the value is a `ParticipantSid`."""
    return is_valid(value, ParticipantSid)


def check_participant_sid(value: object) -> str:
    """The value, if it is a `ParticipantSid`; raises ValueError otherwise."""
    result: str = checked(value, ParticipantSid, "ParticipantSid")
    return result


UserSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern=r"^US[0-9a-fA-F]{32}\Z")]
"""The unique string that identifies the User resource. 34 characters; matches `^US[0-9a-fA-F]{32}$`."""


def is_user_sid(value: object) -> TypeGuard[str]:
    """Whether the value is an `UserSid`."""
    return is_valid(value, UserSid)


def check_user_sid(value: object) -> str:
    """The value, if it is an `UserSid`; raises ValueError otherwise."""
    result: str = checked(value, UserSid, "UserSid")
    return result
