"""What differs from the document, told: to the log, to the hook `on_drift`, and as an error where that is wanted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from .errors import DriftError, InvalidRequest
from .lazy import compiled
from .logs import logger

if TYPE_CHECKING:
    from .client import BaseClient
    from .drift import Drift
    from .options import ResponseValidation
    from .request import Request
    from .response import Response

_REMEMBERED_DRIFT: Final = 1_000
_INDEX: Final = r"/\d+(?=/|$)"


def report_problems(client: BaseClient, request: Request[Any]) -> None:
    """Log what is wrong with a request; raise where this client does not send such."""
    validation, label = client._settings.validate_requests, request.operation.label
    if validation == "raise":
        said = "; ".join(f"{each.place}: {each}" for each in request.problems[:3])
        raise InvalidRequest(said, operation=label, problems=request.problems)
    for problem in request.problems if validation == "report" else ():
        kind = f"{problem.place} {compiled(_INDEX).sub('/*', problem.pointer)} {problem.expected}"
        _log(client, label, kind, f"{problem.place} breaks the document: {problem}")


def report_drift(client: BaseClient, response: Response[Any], *, redacted: Callable[[str], str]) -> None:
    """Log drift; tell the hook; raise where that is what the client does. `redacted` masks credentials."""
    log_drift(client, response.request.operation.label, response.drift, redacted=redacted)
    settings = client._settings
    if settings.on_drift is not None:
        settings.on_drift(response)
    if refused(response.drift, settings.validate_responses):
        raise DriftError(
            response.drift,
            request=response.request,
            status=response.status,
            headers=response.headers,
            raw=response.content,
            redacted=redacted,
        )


def log_drift(client: BaseClient, label: str, drift: tuple[Drift, ...], *, redacted: Callable[[str], str]) -> None:
    """Log how what an operation answered deviates."""
    for each in drift:
        kind = f"{compiled(_INDEX).sub('/*', each.pointer)} {each.expected}"
        _log(client, label, kind, f"drift: {each.shown(redacted)}", is_addition=each.is_addition)


def refused(drift: tuple[Drift, ...], validation: ResponseValidation) -> bool:
    """Whether a client with this choice raises an error for the drift, rather than to report it."""
    if validation == "raise":
        return not all(each.is_addition for each in drift)
    return validation == "raise-all" and bool(drift)


def _log(client: BaseClient, label: str, kind: str, message: str, *, is_addition: bool = False) -> None:
    """Log what differs from the document: a kind only once as a warning, and what the API has added never as one."""
    key, seen = (label, kind), client._seen_drift
    is_warning = not is_addition and key not in seen and len(seen) < _REMEMBERED_DRIFT
    if is_warning:
        seen.add(key)
    logger.log(logging.WARNING if is_warning else logging.DEBUG, "%s: %s", label, message)
