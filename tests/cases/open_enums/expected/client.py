"""The clients of Open enums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.answers import Answers


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def answers(self) -> Answers[Self]:
        """Operations of `answers`."""
        from .operations.answers import Answers

        return self._group(Answers)


class Client(_Groups, SyncClient):
    """A client of Open enums, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Open enums, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
