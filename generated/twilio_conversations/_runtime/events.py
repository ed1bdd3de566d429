"""What hooks are told: records of what happened, in which no credential stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:
    from .drift import Problem


class RequestEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A request is about to be sent.

    `operation`: its method and path template. `url` and `headers` are those that are sent, with `***` for all that is
    a credential or was given as an option of the client. `attempt` is 1 the first time. `problems`: where the
    request breaks the document, if that is only reported.
    """

    operation: str
    method: str
    url: str
    headers: Mapping[str, str]
    attempt: int
    problems: tuple[Problem, ...] = ()


class ResponseEvent(msgspec.Struct, frozen=True, kw_only=True):
    """The head of an answer has come; its body has not been read yet.

    `elapsed` counts from the beginning of the call; `headers` has `***` for cookies and the like.
    """

    operation: str
    status: int
    headers: Mapping[str, str]
    request_id: str | None
    elapsed: timedelta
    attempt: int


class RetryEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A request will be sent again.

    `attempt` is the one that failed, `status` its answer (None: none came), `reason` that in words; `delay` are the
    seconds until the next.
    """

    operation: str
    attempt: int
    status: int | None
    reason: str
    delay: float


OnRequest: TypeAlias = Callable[[RequestEvent], object]
OnResponse: TypeAlias = Callable[[ResponseEvent], object]
OnRetry: TypeAlias = Callable[[RetryEvent], object]
