"""The seed operation's answer: its model, the same for bare msgspec, and the example of its reference page.

Run as a program (`python -m tests.runtime.codec.seed`, with `templates` on the path) it compares the two.
"""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, UnsetType

from runtime.codec import codec_for
from runtime.model import Model, Unset

AccountSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern="^AC[0-9a-fA-F]{32}\\Z")]
ServiceSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern="^IS[0-9a-fA-F]{32}\\Z")]
ConversationSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern="^CH[0-9a-fA-F]{32}\\Z")]
ParticipantSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern="^MB[0-9a-fA-F]{32}\\Z")]
UserSid: TypeAlias = Annotated[str, Meta(min_length=34, max_length=34, pattern="^US[0-9a-fA-F]{32}\\Z")]
DateTime: TypeAlias = Annotated[datetime, Meta(tz=True)]


class Timers(Model):
    """The timers of a conversation."""

    date_closed: datetime | None = None
    date_inactive: datetime | None = None


class Links(Model):
    """The links of a conversation."""

    participant: str | None = None
    conversation: str | None = None


class UserConversation(Model):
    """What is generated."""

    account_sid: AccountSid | None | Unset = UNSET
    chat_service_sid: ServiceSid | None | Unset = UNSET
    conversation_sid: ConversationSid | None | Unset = UNSET
    unread_messages_count: int | None | Unset = UNSET
    last_read_message_index: int | None | Unset = UNSET
    participant_sid: ParticipantSid | None | Unset = UNSET
    user_sid: UserSid | None | Unset = UNSET
    friendly_name: str | None | Unset = UNSET
    conversation_state: Literal["inactive", "active", "closed"] | str | None = None
    timers: Timers | None = None
    attributes: str | None | Unset = UNSET
    date_created: datetime | None | Unset = UNSET
    date_updated: datetime | None | Unset = UNSET
    created_by: str | None | Unset = UNSET
    notification_level: Literal["default", "muted"] | str | None = None
    unique_name: str | None | Unset = UNSET
    url: str | None | Unset = UNSET
    links: Links | None = None


class WithoutPatterns(UserConversation):
    """The same with five patterns less to check."""

    account_sid: str | None | Unset = UNSET
    chat_service_sid: str | None | Unset = UNSET
    conversation_sid: str | None | Unset = UNSET
    participant_sid: str | None | Unset = UNSET
    user_sid: str | None | Unset = UNSET


class BareTimers(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The same for msgspec alone."""

    date_closed: DateTime | UnsetType = UNSET
    date_inactive: DateTime | UnsetType = UNSET


class BareLinks(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The same for msgspec alone."""

    participant: str | UnsetType = UNSET
    conversation: str | UnsetType = UNSET


class Bare(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The same for msgspec alone."""

    account_sid: AccountSid | None | UnsetType = UNSET
    chat_service_sid: ServiceSid | None | UnsetType = UNSET
    conversation_sid: ConversationSid | None | UnsetType = UNSET
    unread_messages_count: int | None | UnsetType = UNSET
    last_read_message_index: int | None | UnsetType = UNSET
    participant_sid: ParticipantSid | None | UnsetType = UNSET
    user_sid: UserSid | None | UnsetType = UNSET
    friendly_name: str | None | UnsetType = UNSET
    conversation_state: Literal["inactive", "active", "closed"] | UnsetType = UNSET
    timers: BareTimers | UnsetType = UNSET
    attributes: str | None | UnsetType = UNSET
    date_created: DateTime | None | UnsetType = UNSET
    date_updated: DateTime | None | UnsetType = UNSET
    created_by: str | None | UnsetType = UNSET
    notification_level: Literal["default", "muted"] | UnsetType = UNSET
    unique_name: str | None | UnsetType = UNSET
    url: str | None | UnsetType = UNSET
    links: BareLinks | UnsetType = UNSET


_A = "a" * 32
_URL = "https://conversations.twilio.com/v1"

EXAMPLE = msgspec.json.encode(
    {
        "url": f"{_URL}/Users/US{_A}/Conversations/CH{_A}",
        "links": {
            "participant": f"{_URL}/Conversations/CH{_A}/Participants/MB{_A}",
            "conversation": f"{_URL}/Conversations/CH{_A}",
        },
        "timers": {"date_closed": "2015-12-16T22:28:38Z", "date_inactive": "2015-12-16T22:19:38Z"},
        "user_sid": f"US{_A}",
        "attributes": "{}",
        "created_by": "created_by",
        "account_sid": f"AC{_A}",
        "unique_name": "unique_name",
        "date_created": "2015-07-30T20:00:00Z",
        "date_updated": "2015-07-30T20:00:00Z",
        "friendly_name": "friendly_name",
        "participant_sid": f"MB{_A}",
        "chat_service_sid": f"IS{_A}",
        "conversation_sid": f"CH{_A}",
        "conversation_state": "inactive",
        "notification_level": "default",
        "unread_messages_count": 100,
        "last_read_message_index": 100,
    }
)


def fastest(
    function: Callable[[Any], object], other: Callable[[Any], object], argument: Any, other_argument: Any
) -> tuple[float, float]:
    """Microseconds that each function takes, the least of many rounds taken in turn."""
    times = [float("inf"), float("inf")]
    for _ in range(100):
        for index, (run, value) in enumerate(((function, argument), (other, other_argument))):
            started = time.process_time()
            for _ in range(500):
                run(value)
            times[index] = min(times[index], (time.process_time() - started) / 500 * 1e6)
    return times[0], times[1]


def ratios() -> dict[str, tuple[float, float]]:
    """Microseconds of bare msgspec and of the codec."""
    codec = codec_for(UserConversation)
    decoder, encoder = msgspec.json.Decoder(Bare), msgspec.json.Encoder()
    value, bare = codec.decode(EXAMPLE)[0], decoder.decode(EXAMPLE)
    return {
        "decode": fastest(decoder.decode, codec.decode, EXAMPLE, EXAMPLE),
        "encode": fastest(encoder.encode, codec.encode, bare, value),
    }


def with_and_without_patterns() -> tuple[float, float]:
    """Microseconds of decoding the example with its five patterns checked, and without."""
    with_them, without = codec_for(UserConversation), codec_for(WithoutPatterns)
    return fastest(with_them.decode, without.decode, EXAMPLE, EXAMPLE)


if __name__ == "__main__":
    with_them, without = with_and_without_patterns()
    print(f"decode: five patterns checked {with_them:.2f} µs, without {without:.2f} µs")
    for name, (bare, ours) in ratios().items():
        print(f"{name}: msgspec {bare:.2f} µs, codec {ours:.2f} µs, {ours / bare:.2f} times")
