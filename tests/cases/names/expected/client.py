"""The clients of Names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, Unpack

from ._api import API
from ._runtime import AsyncClientOptions, BaseAsyncClient, BaseClient, ClientOptions, SyncClient

if TYPE_CHECKING:
    from .operations.a_b import AB
    from .operations.a_b_ import ABGroup
    from .operations.client import ClientGroup
    from .operations.grosse import Grosse
    from .operations.import_ import Import


class _Groups(BaseClient):
    """The groups of operations, imported when first used."""

    @property
    def import_(self) -> Import[Self]:
        """A tag that is a keyword."""
        from .operations.import_ import Import

        return self._group(Import)

    @property
    def client(self) -> ClientGroup[Self]:
        """Operations of `client`."""
        from .operations.client import ClientGroup

        return self._group(ClientGroup)

    @property
    def grosse(self) -> Grosse[Self]:
        """Operations of `grosse`."""
        from .operations.grosse import Grosse

        return self._group(Grosse)

    @property
    def a_b(self) -> AB[Self]:
        """Operations of `a_b`."""
        from .operations.a_b import AB

        return self._group(AB)

    @property
    def a_b_(self) -> ABGroup[Self]:
        """Operations of `a_b_`."""
        from .operations.a_b_ import ABGroup

        return self._group(ABGroup)


class Client(_Groups, SyncClient):
    """A client of Names, for ordinary code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client of Names, for `async` code.

    Args:
        options: See `ClientOptions`.
    """

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)
