"""`Api`: what the document says about the API as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partialmethod
from typing import TYPE_CHECKING

from .lazy import loading

if TYPE_CHECKING:
    from .auth import Security, SecurityScheme
    from .operation import Contents, Operation, Status
    from .pagination import Pagination
    from .parameters import Header, Parameter
    from .servers import Server


class Api:
    """What all operations of one document share."""

    def __init__(
        self,
        *,
        title: str,
        version: str,
        servers: tuple[Server, ...] = (),
        security_schemes: tuple[SecurityScheme, ...] = (),
    ) -> None:
        self.title = title
        self.version = version
        self.servers = servers
        self.security_schemes = security_schemes

    def __repr__(self) -> str:
        return f"<Api {self.title!r} {self.version}>"

    def operation(
        self,
        method: str,
        path: tuple[str | int, ...],
        *,
        parameters: tuple[Parameter, ...] = (),
        body: Contents = None,
        responses: Mapping[Status | tuple[Status, ...], Contents] | None = None,
        response_headers: Mapping[Status, tuple[Header, ...]] | None = None,
        security: Security = (),
        servers: tuple[Server, ...] = (),
        pagination: Pagination | None = None,
    ) -> Operation:
        """Describe an operation; see `Operation`. Statuses with the same contents may stand in one tuple."""
        with loading():
            from .operation import Operation, contents_of  # a client without operations does not need it

        return Operation(
            self,
            method,
            path,
            parameters=parameters,
            body=contents_of(body),
            responses={
                status: contents_of(contents)
                for statuses, contents in (responses or {}).items()
                for status in (statuses if isinstance(statuses, tuple) else (statuses,))
            },
            response_headers=response_headers or {},
            security=security,
            servers=servers,
            pagination=pagination,
        )

    get = partialmethod(operation, "GET")
    put = partialmethod(operation, "PUT")
    post = partialmethod(operation, "POST")
    delete = partialmethod(operation, "DELETE")
    options = partialmethod(operation, "OPTIONS")
    head = partialmethod(operation, "HEAD")
    patch = partialmethod(operation, "PATCH")
    trace = partialmethod(operation, "TRACE")
