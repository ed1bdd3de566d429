"""OpenTelemetry: a span per call where `opentelemetry-api` can be imported, else nothing.

Names and attributes follow the semantic conventions for HTTP client spans. A span is for the whole call: attempts and
redirects are counted in it, and are told apart by the hooks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from .errors import ApiError, StatusError
from .lazy import loading
from .logs import PACKAGE

if TYPE_CHECKING:
    from .calls import Call


_METHODS: Final = frozenset({"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"})


@cache
def tracing() -> Any:
    """The module `opentelemetry.trace`; None where it is not installed. Looked for at the first call."""
    with loading():
        try:
            return import_module("opentelemetry.trace")
        except ImportError:
            return None


@cache
def tracer(trace: Any, version: str) -> Any:
    """The tracer of this package; where no provider has been set yet it waits for one."""
    return trace.get_tracer(PACKAGE, version)


@contextmanager
def span(trace: Any, call: Call[Any]) -> Iterator[None]:
    """The span of a call, current while it lasts. An error becomes its status; none of it holds a credential."""
    request, url = call.request, call.outgoing.url
    template = request.operation.label.partition(" ")[2]
    is_known = request.method in _METHODS
    attributes: dict[str, str | int] = {
        "http.request.method": request.method if is_known else "_OTHER",
        "server.address": url.host,
        "server.port": url.port or (443 if url.scheme == "https" else 80),
        "url.full": call.shown_url,
        "url.template": template,
    }
    if not is_known:
        attributes["http.request.method_original"] = request.method
    with tracer(trace, request.operation.api.version).start_as_current_span(
        f"{request.method if is_known else 'HTTP'} {template}",
        kind=trace.SpanKind.CLIENT,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        try:
            yield
        except Exception as error:
            if isinstance(error, StatusError) and error.status >= 400:
                # The status says it all.
                current.set_attribute("error.type", str(error.status))
                current.set_status(trace.StatusCode.ERROR)
            else:
                kind = type(error)
                current.set_attribute("error.type", f"{kind.__module__}.{kind.__qualname__}")
                # Of other errors we do not know what they show.
                said = str(error) if isinstance(error, ApiError) else None
                current.set_status(trace.StatusCode.ERROR, said)
            raise
        finally:
            if call.attempt > 1:
                current.set_attribute("http.request.resend_count", call.attempt - 1)
            if call.status is not None:
                current.set_attribute("http.response.status_code", call.status)
