from __future__ import annotations

import datetime as dt
from typing import Literal

from .. import models
from .._runtime import UNSET, Model, Unset

__all__ = ("UserConversation", "UserConversationLinks", "UserConversationTimers")


class UserConversation(Model):
    account_sid: models.AccountSid | None | Unset = UNSET
    """The unique ID of the Account responsible for this conversation."""
    chat_service_sid: models.ChatServiceSid | None | Unset = UNSET
    """The unique ID of the Conversation Service this conversation belongs to."""
    conversation_sid: models.ConversationSid | None | Unset = UNSET
    """The unique ID of the Conversation for this User Conversation."""
    unread_messages_count: int | None | Unset = UNSET
    """The number of unread Messages in the Conversation for the Participant."""
    last_read_message_index: int | None | Unset = UNSET
    """The index of the last Message in the Conversation that the Participant has read."""
    participant_sid: models.ParticipantSid | None | Unset = UNSET
    """The unique ID of the participant the user conversation belongs to."""
    user_sid: models.UserSid | None | Unset = UNSET
    """The unique string that identifies the User resource."""
    friendly_name: str | None | Unset = UNSET
    """The human-readable name of this conversation, limited to 256 characters. Optional."""
    conversation_state: Literal["inactive", "active", "closed"] | str | None = None
    """The current state of this User Conversation. One of inactive, active or closed."""
    timers: UserConversationTimers | None = None
    attributes: str | None | Unset = UNSET
    """An optional string metadata field you can use to store any data you wish. The string value must contain
    structurally valid JSON if specified. Note that if the attributes are not set "{}" will be returned.
    """
    date_created: dt.datetime | None | Unset = UNSET
    """The date that this conversation was created, given in ISO 8601 format."""
    date_updated: dt.datetime | None | Unset = UNSET
    """The date that this conversation was last updated, given in ISO 8601 format."""
    created_by: str | None | Unset = UNSET
    """Identity of the creator of this Conversation."""
    notification_level: Literal["default", "muted"] | str | None = None
    """The Notification Level of this User Conversation. One of default or muted."""
    unique_name: str | None | Unset = UNSET
    """An application-defined string that uniquely identifies the Conversation resource. It can be used to address
    the resource in place of the resource's conversation_sid in the URL.
    """
    url: str | None | Unset = UNSET
    links: UserConversationLinks | None = None


class UserConversationTimers(Model):
    """Timer date values representing state update for this conversation."""

    date_closed: dt.datetime | None = None
    date_inactive: dt.datetime | None = None


class UserConversationLinks(Model):
    participant: str | None = None
    conversation: str | None = None
