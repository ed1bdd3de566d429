"""What a call of an operation can lead to: its successes, and the requests that its answers link to."""

from __future__ import annotations

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.python import documentation


def successes(operation: ir.Operation) -> list[ir.Response]:
    """The responses that a call returns: 2xx, else 3xx and the default, where nothing else says what success is."""
    return [response for response in operation.responses if documentation.is_success(response.status)] or [
        response
        for response in operation.responses
        if isinstance(response.status, ir.DefaultStatus) or documentation.status_name(response.status)[0] == "3"
    ]


def is_bodiless(response: ir.Response) -> bool:
    """Whether there is no body: by the status (RFC 9110 §15.3.5, §15.3.6), or beside a redirect that has no content."""
    status = response.status
    hundreds = status.hundreds if isinstance(status, ir.StatusRange) else 0
    code = status if isinstance(status, int) else 0
    return not response.contents and (code in (204, 205) or code // 100 == 3 or hundreds == 3)


class Following(Struct, frozen=True):
    """A link, the operation that it leads to, and whether it is a success that has it (else an error)."""

    link: ir.Link
    operation: str
    of_success: bool


def links_of(operation: ir.Operation) -> tuple[Following, ...]:
    """The links that lead somewhere; one that several responses have in the same form counts once."""
    good = {response.status for response in successes(operation)}
    found: list[Following] = []
    seen: list[tuple[object, ...]] = []
    for response in operation.responses:
        for link in response.links:
            form = (link.name, link.operation, link.arguments, link.body, response.status in good)
            if link.operation is not None and form not in seen:
                seen.append(form)
                found.append(Following(link, link.operation, response.status in good))
    return tuple(found)
