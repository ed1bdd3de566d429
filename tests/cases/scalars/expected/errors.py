"""What a call can raise.

    ApiError
    ├── InvalidRequest (also ValueError)        the request breaks the document; nothing was sent
    │   ├── InvalidArgument                     one parameter
    │   └── InvalidBody                         the body
    ├── ConfigurationError (also ValueError)    base_url, servers, timeouts, headers of the client
    ├── CredentialError (also ValueError)       a credential that cannot be sent
    ├── TokenError                              an authorization server gave no access token
    ├── ClientClosed (also RuntimeError)        the client was used after it was closed
    ├── PayloadError (also ValueError)          what came to a webhook or callback cannot be used
    ├── TransportError                          no complete answer came
    │   ├── ConnectionFailed
    │   └── TimedOut
    └── ResponseError                           an answer came
        ├── UnexpectedContent                   HTML where the document has none
        ├── DecodeError                         a body that is not what its media type says
        ├── ResponseTooLarge
        ├── DriftError                          the body differs from the document, see validate_responses
        └── StatusError                         any status that is no success
            ├── Redirection                     3xx that is not followed
            ├── ClientError                     4xx
            │   ├── BadRequest, Unauthorized, PaymentRequired, Forbidden, NotFound, MethodNotAllowed
            │   ├── NotAcceptable, RequestTimeout, Conflict, Gone, PreconditionFailed, ContentTooLarge
            │   └── UnsupportedMediaType, UnprocessableContent, Locked, TooManyRequests
            └── ServerError                     5xx
                └── InternalServerError, BadGateway, ServiceUnavailable, GatewayTimeout

A `StatusError` carries status, headers and the body, decoded by the document's error model where it has one.
"""

from __future__ import annotations

from ._runtime.errors import (
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
