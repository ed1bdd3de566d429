"""The clients of Twilio Conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import ACCOUNT_SID_AUTH_TOKEN, API
from ._runtime import (
    AsyncClientOptions,
    BaseAsyncClient,
    BaseClient,
    BasicAuth,
    ClientOptions,
    SyncClient,
)

if TYPE_CHECKING:
    from .operations.user_conversation import UserConversation


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def user_conversation(self) -> UserConversation[Self]:
        """Operations of `user_conversation`."""
        from .operations.user_conversation import UserConversation

        return UserConversation(self)


class Client(_Groups, SyncClient):
    """A client of Twilio Conversations, for ordinary code.

    Args:
        account_sid_auth_token: The credential for `HttpBasic("accountSid_authToken")`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        account_sid_auth_token: BasicAuth | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(API, {ACCOUNT_SID_AUTH_TOKEN: account_sid_auth_token}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Twilio Conversations, for `async` code.

    Args:
        account_sid_auth_token: The credential for `HttpBasic("accountSid_authToken")`.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        account_sid_auth_token: BasicAuth | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(API, {ACCOUNT_SID_AUTH_TOKEN: account_sid_auth_token}, **options)
