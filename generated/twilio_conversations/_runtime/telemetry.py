"""OpenTelemetry: a span per call where `opentelemetry-api` can be imported, else nothing.

Names and attributes follow the semantic conventions for HTTP client spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import ApiError
from .logs import PACKAGE

if TYPE_CHECKING:
    from .calls import Call


@cache
def tracing() -> Any:
    """The module `opentelemetry.trace`; None where it is not installed. Looked for at the first call."""
    try:
        return import_module("opentelemetry.trace")
    except ImportError:
        return None


@contextmanager
def span(trace: Any, call: Call[Any]) -> Iterator[None]:
    """The span of a call, current while it lasts. An error becomes its status; none of it holds a credential."""
    request, url = call.request, call.outgoing.url
    attributes: dict[str, str | int] = {
        "http.request.method": request.method,
        "server.address": url.host,
        "server.port": url.port or (443 if url.scheme == "https" else 80),
        "url.full": call.shown_url,
        "url.template": request.operation.label.partition(" ")[2],
    }
    with trace.get_tracer(PACKAGE, request.operation.api.version).start_as_current_span(
        request.operation.label,
        kind=trace.SpanKind.CLIENT,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        try:
            yield
        except Exception as error:
            status = getattr(error, "status", None)
            current.set_attribute(
                "error.type", type(error).__name__ if status is None else str(status)
            )
            # Of other errors we do not know what they show.
            said = str(error) if isinstance(error, ApiError) else None
            current.set_status(trace.StatusCode.ERROR, said)
            raise
        finally:
            if call.attempt > 1:
                current.set_attribute("http.request.resend_count", call.attempt - 1)
            if call.status is not None:
                current.set_attribute("http.response.status_code", call.status)
