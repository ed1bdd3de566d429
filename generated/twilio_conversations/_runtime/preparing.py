"""From a `Request` to what httpx2 sends, and when the call must end. No I/O, so both kinds of client share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2

from .deadline import Deadline
from .errors import InvalidRequest
from .plan import with_request_headers
from .reports import report_problems

if TYPE_CHECKING:
    from .client import BaseClient
    from .plan import Plan
    from .request import Request
    from .sources import Source


class OutgoingRequest(httpx2.Request):
    """httpx2's request, without the query in its `repr`: an API key may stand there."""

    def __repr__(self) -> str:
        return f"<OutgoingRequest {self.method} {self.url.copy_with(query=None)}>"


def prepare(client: BaseClient, request: Request[Any]) -> tuple[OutgoingRequest, Deadline]:
    """The request as httpx2 sends it, and when the call must end."""
    if request.problems:
        report_problems(client, request)
    plan = client._plan_for(request.operation)
    if request.path[:1] != "/":
        # Behind a host without path it would become a part of that: `@evil.example`.
        label = request.operation.label
        raise InvalidRequest("the path does not begin with '/'", operation=label)
    url = _url(request, plan)
    if url is None:
        raise InvalidRequest("the URL has more than 65,536 characters", operation=request.operation.label)
    deadline = Deadline(client._settings.timeout.total)
    payload = request.payload
    if request.headers or request.cookie or payload is not None or plan.key is not None:
        headers = with_request_headers(plan, request)
    else:
        headers = plan.headers.reveal()
    stream: httpx2.ByteStream | Source
    if payload is not None and payload.source is not None:
        stream = payload.source
    else:
        stream = httpx2.ByteStream(b"" if payload is None else payload.content)
    outgoing = OutgoingRequest(request.method, url, headers=headers, stream=stream)
    return outgoing, deadline


def _url(request: Request[Any], plan: Plan) -> httpx2.URL | None:
    """Where the request goes; None where httpx2 finds the URL too long: nothing else can be wrong with it."""
    target = request.target
    if added := plan.query.reveal():
        target = f"{target}{'&' if request.query else '?'}{added}"
    try:
        return httpx2.URL(plan.base.text + target)
    except httpx2.InvalidURL:
        return None
