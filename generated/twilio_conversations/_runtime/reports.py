"""What differs from the document, told: to the log, to the hook `on_drift`, and as an error where that is wanted."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from .errors import DriftError, InvalidRequest
from .lazy import compiled
from .logs import logger

if TYPE_CHECKING:
    from .client import BaseClient
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


def report_drift(client: BaseClient, response: Response[Any]) -> None:
    """Log drift; tell the hook; raise where that is what the client does."""
    label = response.request.operation.label
    for drift in response.drift:
        kind = f"{compiled(_INDEX).sub('/*', drift.pointer)} {drift.expected}"
        _log(client, label, kind, f"drift: {drift}")
    settings = client._settings
    if settings.on_drift is not None:
        settings.on_drift(response)
    if response.drift and settings.validate_responses == "raise":
        raise DriftError(
            response.drift,
            request=response.request,
            status=response.status,
            headers=response.headers,
            raw=response.content,
        )


def _log(client: BaseClient, label: str, kind: str, message: str) -> None:
    """Log what differs from the document, a kind only once as a warning."""
    key, seen = (label, kind), client._seen_drift
    is_new = key not in seen and len(seen) < _REMEMBERED_DRIFT
    if is_new:
        seen.add(key)
    logger.log(logging.WARNING if is_new else logging.DEBUG, "%s: %s", label, message)
