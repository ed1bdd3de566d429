"""Client for Scalars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime import UNSET as UNSET, Unset as Unset, lazy_index
from .client import AsyncClient as AsyncClient
from .client import Client as Client
from .errors import (
    ApiError as ApiError,
    BadGateway as BadGateway,
    BadRequest as BadRequest,
    ClientClosed as ClientClosed,
    ClientError as ClientError,
    ConfigurationError as ConfigurationError,
    Conflict as Conflict,
    ConnectionFailed as ConnectionFailed,
    ContentTooLarge as ContentTooLarge,
    CredentialError as CredentialError,
    DecodeError as DecodeError,
    DriftError as DriftError,
    Forbidden as Forbidden,
    GatewayTimeout as GatewayTimeout,
    Gone as Gone,
    InternalServerError as InternalServerError,
    InvalidArgument as InvalidArgument,
    InvalidBody as InvalidBody,
    InvalidRequest as InvalidRequest,
    Locked as Locked,
    MethodNotAllowed as MethodNotAllowed,
    NotAcceptable as NotAcceptable,
    NotFound as NotFound,
    PaginationError as PaginationError,
    PayloadError as PayloadError,
    PaymentRequired as PaymentRequired,
    PreconditionFailed as PreconditionFailed,
    Redirection as Redirection,
    RequestTimeout as RequestTimeout,
    ResponseError as ResponseError,
    ResponseTooLarge as ResponseTooLarge,
    ServerError as ServerError,
    ServiceUnavailable as ServiceUnavailable,
    StatusError as StatusError,
    TimedOut as TimedOut,
    TokenError as TokenError,
    TooManyRequests as TooManyRequests,
    TransportError as TransportError,
    Unauthorized as Unauthorized,
    UnexpectedContent as UnexpectedContent,
    UnprocessableContent as UnprocessableContent,
    UnsupportedMediaType as UnsupportedMediaType,
)

if TYPE_CHECKING:
    from . import models as models
    from . import operations as operations
    from . import validators as validators
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .models
        .operations
        .validators
        """,
    )
