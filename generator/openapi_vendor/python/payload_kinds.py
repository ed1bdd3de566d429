"""The kinds of payload that an API sends: to webhooks, and to the callbacks of operations."""

from __future__ import annotations

from msgspec import Struct

from openapi_vendor import ir


class Payloads(Struct, frozen=True):
    """The payloads of one kind. `module` is `webhooks` or `callbacks`."""

    module: str
    payloads: tuple[ir.Payload, ...]


def kinds(api: ir.Api) -> tuple[Payloads, ...]:
    """The kinds of payload that the API has."""
    callbacks = tuple(payload for operation in api.operations for payload in operation.callbacks)
    found = (Payloads("webhooks", api.webhooks), Payloads("callbacks", callbacks))
    return tuple(kind for kind in found if kind.payloads)
